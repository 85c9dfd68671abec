package io.rankwire.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.JSchException;
import io.rankwire.delivery.DeliveryFault.Kind;
import io.rankwire.net.GuardedHttp;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which faults pass and which do not, bare or wrapped in other exceptions. */
class DeliveryFaultTest {
    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new SocketTimeoutException("Read timed out"), Kind.PASSING, "Read timed out"),
                Arguments.of(new ConnectException("Connection refused"), Kind.PASSING, "Connection refused"),
                Arguments.of(new UnknownHostException("hooks.example.com"), Kind.PASSING, "hooks.example.com"),
                Arguments.of(new SSLHandshakeException("expired"), Kind.PASSING, "expired"),
                Arguments.of(new IOException("No space left on device"), Kind.PASSING, "No space left"),
                Arguments.of(new IllegalStateException("a fault nobody thought of"), Kind.PASSING, "nobody thought of"),
                Arguments.of(
                        new NumberFormatException("For input string: \"many\""),
                        Kind.PASSING,
                        "number format: For input string: \"many\""),
                Arguments.of(new UnresolvedAddressException(), Kind.PASSING, "unresolved address"),
                Arguments.of(
                        new IllegalArgumentException("port out of range:-1"),
                        Kind.PASSING,
                        "illegal argument: port out of range:-1"),
                Arguments.of(new OperatorMistake("top is 99"), Kind.PERMANENT, "top is 99"),
                Arguments.of(new GuardedHttp.RefusedAddress("x is 10.0.0.1"), Kind.PERMANENT, "x is 10.0.0.1"),
                Arguments.of(new JSchException("reject HostKey: sftp.example.com"), Kind.PASSING, "HostKey"),
                Arguments.of(new JSchException("UnknownHostKey: sftp.example.com"), Kind.PASSING, "UnknownHostKey"),
                Arguments.of(new JSchException("Auth fail"), Kind.PASSING, "Auth fail"),
                Arguments.of(new JSchException("timeout: socket is not established"), Kind.PASSING, "timeout"),
                Arguments.of(DeliveryFault.gone("HTTP 410"), Kind.GONE, "HTTP 410"),
                Arguments.of(DeliveryFault.permanent("550 no such user"), Kind.PERMANENT, "550 no such user"),
                Arguments.of(DeliveryFault.passing("451 later"), Kind.PASSING, "451 later"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void knowsTheKindOfAFaultWhoeverWrapsIt(Exception fault, Kind kind, String says) {
        for (Exception thrown :
                new Exception[] {fault, new CamelExecutionException("failed", null, new IOException("wrapped", fault))
                }) {
            DeliveryFault blamed = DeliveryFault.of(thrown);

            assertThat(blamed.kind()).isEqualTo(kind);
            assertThat(blamed).hasMessageContaining(says);
        }
    }
}

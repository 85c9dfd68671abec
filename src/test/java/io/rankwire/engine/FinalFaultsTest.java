package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** Which faults of a real sink route make a delivery final at its first attempt: an operator's mistake alone. */
class FinalFaultsTest {
    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(folder)
                .feed(
                        "shops",
                        "fastmoss-shop-most-promoted",
                        Map.of("region", "GB", "maxRows", "10"),
                        "numbers, connects, names, twice");
        sink("numbers", """
                - setBody:
                    constant: "many"
                - convertBodyTo:
                    type: java.lang.Integer
                """);
        sink("connects", """
                - bean:
                    beanType: io.rankwire.engine.FinalFaultsTest$Peer
                    method: connect
                """);
        sink("names", """
                - bean:
                    beanType: io.rankwire.engine.FinalFaultsTest$Peer
                    method: choose
                """);
        sink("twice", """
                - to:
                    uri: kamelet:export
                    parameters: {format: csv}
                - to:
                    uri: kamelet:export
                    parameters: {format: csv, columns: "key, name"}
                """);
        workplace.configure();
    }

    private void sink(String name, String steps) throws IOException {
        workplace.route("sinks/" + name, """
                - route:
                    id: %s
                    description: A sink with steps of its own
                    from:
                      uri: direct:%s
                      steps:
                %s""".formatted(name, name, steps.indent(8)));
    }

    @AfterEach
    void moveOut() throws IOException {
        workplace.close();
    }

    /** A step of the operator's own. */
    public static final class Peer {
        /** What Java says while the name server is away: an {@code IllegalArgumentException} by its type. */
        public void connect() throws IOException {
            try (SocketChannel channel = SocketChannel.open()) {
                channel.connect(InetSocketAddress.createUnresolved("partner.invalid", 22));
            }
        }

        public void choose() {
            Thread.State.valueOf("ASLEEP");
        }
    }

    @Test
    void onlyAnOperatorsMistakeIsFinalAtTheFirstAttempt() throws Exception {
        Workplace.Result once = workplace.run("run", "--once");

        assertThat(once.exit()).isEqualTo(ExitCode.SOFTWARE);
        assertThat(delivery("numbers")).isEqualTo("due after 1: number format: For input string: \"many\"");
        assertThat(delivery("connects")).isEqualTo("due after 1: unresolved address");
        assertThat(delivery("names"))
                .isEqualTo("due after 1: illegal argument: No enum constant java.lang.Thread.State.ASLEEP");
        assertThat(delivery("twice"))
                .startsWith("dead after 1: two documents of twice are called ")
                .endsWith("; give one of them another fileName");
    }

    private String delivery(String sink) throws IOException {
        for (String line : workplace.run("deliveries", "--json").out().lines().toList()) {
            JsonNode delivery = new ObjectMapper().readTree(line);
            if (delivery.path("sink").asText().equals(sink)) {
                return delivery.path("status").asText() + " after "
                        + delivery.path("attempts").asInt() + ": "
                        + delivery.path("lastError").asText();
            }
        }
        return "there is no delivery to " + sink;
    }
}

package io.rankwire.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.text.KnownSecrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** Whatever an operator's own configuration does with an event, the event is safe. */
class SafeAppenderTest {
    private static final String TOKEN = "fm-9f3c-token-of-a-vendor";

    @TempDir
    Path folder;

    private final LoggerContext context = new LoggerContext();

    /** The program's log under a configuration with these encoders, each writing a file of its name. */
    private Logger logger(String... encoders) throws JoranException {
        StringBuilder appenders = new StringBuilder();
        StringBuilder references = new StringBuilder();
        for (int i = 0; i < encoders.length; i++) {
            appenders.append(
                    "<appender name=\"a%d\" class=\"ch.qos.logback.core.FileAppender\"><file>%s</file>%s</appender>"
                            .formatted(i, folder.resolve("a" + i), encoders[i]));
            references.append("<appender-ref ref=\"a%d\"/>".formatted(i));
        }
        String xml =
                "<configuration>%s<logger name=\"own\" additivity=\"false\">%s</logger><root level=\"DEBUG\">%s</root></configuration>"
                        .formatted(appenders, references, references);
        JoranConfigurator configurator = new JoranConfigurator();
        context.setMDCAdapter(MDC.getMDCAdapter());
        configurator.setContext(context);
        configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        SafeAppender.guardAll(context);
        SafeAppender.guardAll(context);
        KnownSecrets.add(TOKEN);
        return context.getLogger("own.logger");
    }

    private List<String> lines(int encoder) throws IOException {
        return Files.readAllLines(folder.resolve("a" + encoder));
    }

    @AfterEach
    void close() {
        context.stop();
        MDC.clear();
    }

    @Test
    void writesOneLineWithoutSecretsWhateverTheLayout() throws Exception {
        Logger logger = logger(
                "<encoder><pattern>%msg | %X{peer} | %kvp | %ex%n</pattern></encoder>",
                "<encoder class=\"ch.qos.logback.classic.encoder.JsonEncoder\"/>");
        MDC.put("peer", "x\n" + TOKEN);

        logger.atWarn()
                .addKeyValue("answer", TOKEN + "\u001b[2J")
                .log("sink={}: 550 {} {}", "mail", "\u001b[2J\r\nWARN forged", TOKEN);

        assertThat(lines(0))
                .containsExactly("sink=mail: 550 [2J WARN forged [secret] | x [secret] | answer=\"[secret] [2J\" | ");
        JsonNode line = new ObjectMapper().readTree(lines(1).get(0));
        assertThat(line.path("arguments"))
                .isEqualTo(new ObjectMapper().valueToTree(List.of("mail", "[2J WARN forged", "[secret]")));
        assertThat(line.path("mdc").path("peer").asText()).isEqualTo("x [secret]");
        assertThat(line.path("kvpList").path(0).path("answer").asText()).isEqualTo("[secret] [2J");
    }

    @Test
    void saysWhatWasThrownInThatLineCauseByCause() throws Exception {
        Logger logger = logger(
                "<encoder><pattern>%msg%n</pattern></encoder>",
                "<encoder class=\"ch.qos.logback.classic.encoder.JsonEncoder\"/>");
        Exception thrown = new UncheckedIOException(
                "the page with " + TOKEN + " failed", new ConnectException("Connection\nrefused"));

        logger.error("the console failed", thrown);
        logger.error("it failed: Connection refused", new IOException("Connection refused"));
        logger.error("it failed", new IllegalStateException());

        assertThat(lines(0))
                .containsExactly(
                        "the console failed (UncheckedIOException: the page with [secret] failed;"
                                + " caused by ConnectException: Connection refused)",
                        "it failed: Connection refused",
                        "it failed (IllegalStateException)");
        assertThat(new ObjectMapper()
                        .readTree(lines(1).get(2))
                        .path("kvpList")
                        .path(0)
                        .path("exception")
                        .asText())
                .isEqualTo("IllegalStateException");
    }

    @Test
    void guardsTheSameAppenderOnceHoweverOftenItIsAsked() throws Exception {
        Logger logger = logger("<encoder><pattern>%msg%n</pattern></encoder>");

        logger.info("once");

        assertThat(lines(0)).containsExactly("once");
    }
}

package io.rankwire.transport.drop;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.rankwire.delivery.Delivery;
import io.rankwire.route.step.SinkBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class DropStepsTest {
    private static final String BOTH = """
            - to:
                uri: kamelet:export
                parameters: { format: csv }
            - to:
                uri: kamelet:export
                parameters: { format: jsonl }
            """;
    private static final String FILE_DROP = """
            - to:
                uri: kamelet:file-drop
                parameters: { directory: out%s }
            """;
    private static final String SFTP_DROP = """
            - to:
                uri: kamelet:sftp-drop
                parameters:
                  host: 127.0.0.1
                  port: "{{partner.port}}"
                  username: partner
                  passwordProperty: partner.password
                  hostKeyFingerprint: "{{partner.fingerprint}}"
                  directory: inbox
                  createDirectory: true
                  connectTimeout: 5s
                  readTimeout: 30s
                  sweepAfter: 12h
            """;
    private static final List<String> ALL = List.of(
            "us_2026-W11_r1.csv",
            "us_2026-W11_r1.csv.manifest.json",
            "us_2026-W11_r1.jsonl",
            "us_2026-W11_r1.jsonl.manifest.json");

    @TempDir
    private Path home;

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void assertDelivered(Delivery delivery) {
        assertThat(delivery.progress().status())
                .as(delivery.progress().lastError())
                .isEqualTo(Delivery.Status.DELIVERED);
    }

    @Test
    void dropsAllDocumentsOfADeliveryOrRetriesThemAll() throws Exception {
        Path folder = Files.createDirectories(home.resolve("out"));
        // What the second document is to be called.
        Files.createDirectories(folder.resolve(".us_2026-W11_r1.jsonl.part/in the way"));
        try (SinkBench bench = new SinkBench(home, Map.of(), BOTH + FILE_DROP.formatted(""))) {
            Delivery failed = bench.deliver("us");
            assertThat(failed.progress().status()).isEqualTo(Delivery.Status.DUE);
            assertThat(failed.progress().lastError())
                    .isEqualTo(folder + " cannot be written: directory not empty: " + folder
                            + "/.us_2026-W11_r1.jsonl.part");
            assertThat(names(folder)).containsExactly(".us_2026-W11_r1.jsonl.part");

            Files.delete(folder.resolve(".us_2026-W11_r1.jsonl.part/in the way"));
            assertDelivered(bench.deliverLater());
            assertThat(names(folder)).isEqualTo(ALL);
            assertThat(home.resolve("data/spool").toFile().list()).containsExactly("shared");
        }
    }

    @Test
    void sendsAllDocumentsOfADeliveryOrRetriesThemAll() throws Exception {
        try (MinaServer server = new MinaServer(home.resolve("theirs"), "secret");
                CuttingProxy proxy = new CuttingProxy(server.port());
                SinkBench bench = new SinkBench(home, properties(server, proxy.port(), "secret"), BOTH + SFTP_DROP)) {
            proxy.cutAfter(5_000);
            Delivery failed = bench.deliver("us");
            assertThat(failed.progress().status()).isEqualTo(Delivery.Status.DUE);
            assertThat(failed.progress().lastError()).contains("127.0.0.1:" + proxy.port());
            if (Files.exists(server.root().resolve("inbox"))) {
                assertThat(names(server.root().resolve("inbox"))).allMatch(name -> name.startsWith("."));
            }

            proxy.mend();
            assertDelivered(bench.deliverLater());
            assertThat(names(server.root().resolve("inbox"))).isEqualTo(ALL);
        }
    }

    private static Map<String, String> properties(MinaServer server, int port, String password) {
        return Map.of(
                "partner.port", Integer.toString(port),
                "partner.fingerprint", server.fingerprint(),
                "partner.password", password);
    }

    @Test
    void refusesOrGivesUpOnWhatOnlyTheOperatorCanPutRight() throws Exception {
        Map<String, String> mistakes = new LinkedHashMap<>();
        mistakes.put(FILE_DROP.formatted(""), "file-drop has no document to deliver; put an export before it");
        mistakes.put(
                BOTH + FILE_DROP.formatted(", onExisting: keep"),
                "onExisting is 'keep'; it must be one of skip-if-same, fail, replace");
        mistakes.put(
                BOTH + FILE_DROP.formatted(", sweepAfter: soon"),
                "drop: sweepAfter is 'soon'; it must be a duration: a whole number and s, m, h or d, such as 36h");
        mistakes.put(
                BOTH + BOTH + FILE_DROP.formatted(""),
                "two documents of drop are called us_2026-W11_r1.csv; give one of them another fileName");
        mistakes.put(
                BOTH + SFTP_DROP.replace("passwordProperty: partner.password", "knownHostsFile: known"),
                "drop: sftp-drop needs the parameter privateKeyFile or passwordProperty");
        mistakes.put(
                BOTH + SFTP_DROP.replace("{{partner.fingerprint}}", "MD5:00"),
                "hostKeyFingerprint is 'MD5:00'; it must match ^SHA256:[A-Za-z0-9+/]{43}$");
        mistakes.putAll(pathsForAShell());
        int number = 0;
        for (Map.Entry<String, String> mistake : mistakes.entrySet()) {
            Map<String, String> properties = Map.of(
                    "partner.port",
                    "22",
                    "partner.password",
                    "secret",
                    "partner.fingerprint",
                    "SHA256:" + "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU");
            try (SinkBench bench = new SinkBench(home.resolve("home" + number++), properties, mistake.getKey())) {
                assertThat(mistake.getValue()).endsWith(bench.mistake());
            }
        }
    }

    private static Map<String, String> pathsForAShell() {
        String usual = "{{env:HOME}}/out; paths are absolute or relative to the home folder";
        return Map.of(
                BOTH + FILE_DROP.replace("out%s", "~/out"),
                "drop: directory is '~/out'; ~ is not replaced here: write " + usual,
                BOTH + FILE_DROP.replace("out%s", "\"${HOME}/out\""),
                "drop: directory is '${HOME}/out'; ${HOME} is not replaced here: write " + usual,
                BOTH.replace("csv }", "csv, encryptFor: ~/out }") + FILE_DROP.formatted(""),
                "drop: encryptFor is '~/out'; ~ is not replaced here: write " + usual,
                BOTH + SFTP_DROP.replace("inbox", "sftp://127.0.0.1/inbox"),
                "drop: directory is 'sftp://127.0.0.1/inbox'; it must be a path, not an address: write /inbox; paths"
                        + " are absolute or relative to the login folder");
    }

    @Test
    void showsAPasswordNowhere() throws Exception {
        String mark = "Zq7marked";
        String password = mark + " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ RAW(" + mark + ") }} {{ & %20 + # " + mark;
        List<String> shown = new ArrayList<>();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        try (MinaServer server = new MinaServer(home.resolve("theirs"), password);
                MinaServer stranger = new MinaServer(home.resolve("strange"), "another " + mark)) {
            listen(log, Level.TRACE);
            for (MinaServer one : List.of(server, stranger)) {
                Path own = home.resolve(one == server ? "own" : "other");
                Path configuration =
                        Files.createDirectories(own.resolve("config")).resolve("rankwire.properties");
                Files.writeString(configuration, "partner.password = {{secretfile:secret}}\n");
                Files.writeString(own.resolve("secret"), password + "\n");
                Map<String, String> properties = new LinkedHashMap<>(properties(one, one.port(), ""));
                properties.remove("partner.password");
                try (SinkBench bench = new SinkBench(own, properties, BOTH + SFTP_DROP)) {
                    Delivery delivery = bench.deliver(one == server ? "us" : "stranger");
                    shown.add(delivery.toString());
                    shown.add(bench.engine().context().getEndpoints().toString());
                    assertThat(delivery.progress().status())
                            .as(delivery.progress().lastError())
                            .isEqualTo(one == server ? Delivery.Status.DELIVERED : Delivery.Status.DUE);
                }
            }
        } finally {
            listen(log, null);
        }
        log.list.forEach(event -> shown.add(event.getFormattedMessage()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()))));
        assertThat(log.list).hasSizeGreaterThan(100);
        assertThat(log.list).anyMatch(event -> event.getLoggerName().contains("component.file.remote"));
        assertThat(shown).noneMatch(line -> line.contains(mark));
    }

    /** Listens to everything that is not shut in the shipped configuration; with no level it ends. */
    private static void listen(ListAppender<ILoggingEvent> log, Level level) {
        for (String name : List.of("io.rankwire", "org.apache.camel", "org.apache.camel.component.file")) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            logger.setAdditive(level == null);
            if (level == null) {
                logger.detachAppender(log);
                logger.setLevel(name.equals("io.rankwire") ? Level.INFO : Level.WARN);
            } else {
                log.start();
                logger.addAppender(log);
                logger.setLevel(level);
            }
        }
    }
}

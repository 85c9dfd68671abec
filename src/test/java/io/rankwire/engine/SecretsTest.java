package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.sandbox.peer.SmtpPeer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every secret is marked, everything that can talk does, and nothing that was written may hold a mark. */
class SecretsTest {
    @TempDir
    Path folder;

    private static final String MAIL_PASSWORD = "marked-mail-password-{{x";
    private static final String PASSPHRASE = "marked-passphrase-{{of-a-key";

    private Workplace workplace;
    private SmtpPeer mail;
    private List<String> secrets;

    @BeforeEach
    void moveIn() throws Exception {
        mail = new SmtpPeer("team", MAIL_PASSWORD);
        workplace = new Workplace(folder)
                .feed(
                        "shops",
                        "fastmoss-shop-most-promoted",
                        Map.of("region", "GB", "maxRows", "100"),
                        "archive, sftp, mail, hook, gone")
                .feed("insights", "keyapi-insights-products", Map.of("maxRows", "20"), "archive")
                .archive("csv")
                .sink(
                        "sftp",
                        "export",
                        Map.of("format", "json"),
                        "sftp-drop",
                        Map.of(
                                "host", "{{partner.sftp.host}}",
                                "port", "{{partner.sftp.port}}",
                                "username", "{{partner.sftp.username}}",
                                "privateKeyFile", "config/locked",
                                "passphraseProperty", "partner.passphrase",
                                "knownHostsFile", "{{partner.sftp.knownHostsFile}}"))
                .sink("mail", "ranking-report", Map.of("attach", "csv"), "email", Map.of("to", "team@example.com"))
                .webhook("hook")
                .webhook("gone", "gone.url")
                .property("mail.host", mail.host())
                .property("mail.port", Integer.toString(mail.port()))
                .property("mail.username", "team")
                .property("mail.password", secretFile("mail", MAIL_PASSWORD))
                .property("partner.passphrase", secretFile("passphrase", PASSPHRASE))
                .property("gone.url", secretFile("gone", "http://127.0.0.1:1/marked-address-of-a-webhook?a=b&c=d"));
        Map<String, String> given = workplace.sandbox.properties();
        for (String name : List.of("fastmoss.token", "keyapi.token", "ops.webhook.secret", "ops.webhook.url")) {
            workplace.property(name, secretFile(name, given.get(name)));
        }
        String key = lock(Path.of(given.get("partner.sftp.privateKeyFile")));
        secrets = List.of(
                given.get("fastmoss.token"),
                given.get("keyapi.token"),
                given.get("ops.webhook.secret"),
                given.get("ops.webhook.secret").replace("whsec_", ""),
                base64(MAIL_PASSWORD),
                // As it goes to the server.
                base64("\0team\0" + MAIL_PASSWORD),
                "marked-mail-password",
                "marked-passphrase",
                "marked-address-of-a-webhook",
                key);
    }

    @AfterEach
    void moveOut() throws IOException {
        workplace.close();
        mail.close();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts the key behind a passphrase into the home; returns a line of the key. */
    private String lock(Path open) throws Exception {
        Path locked = workplace.home.resolve("config/locked");
        Files.createDirectories(locked.getParent());
        OpenSSHKeyEncryptionContext lock = new OpenSSHKeyEncryptionContext();
        lock.setPassword(PASSPHRASE);
        lock.setCipherType("256");
        try (InputStream in = Files.newInputStream(open);
                OutputStream out = Files.newOutputStream(locked)) {
            KeyPair key = SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName("key"), in, null)
                    .iterator()
                    .next();
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "locked", lock, out);
        }
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rw-------"));
        return Files.readAllLines(open).get(3);
    }

    private String secretFile(String name, String secret) throws IOException {
        Path file = folder.resolve("secrets").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, secret + "\n");
        return "{{secretfile:" + file + "}}";
    }

    /** An operator's configuration with everything at this level but what prints keys, passwords or bodies. */
    private Path talkative(String level) throws IOException {
        return Files.writeString(folder.resolve("logback-" + level + ".xml"), """
                <configuration>
                  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%%-5level %%msg%%n</pattern></encoder>
                  </appender>
                  <logger name="org.apache.hc.client5.http" level="OFF"/>
                  <logger name="org.apache.camel.component.properties" level="OFF"/>
                  <logger name="org.apache.camel.component.http" level="OFF"/>
                  <logger name="org.apache.camel.impl.engine.DefaultCamelContextExtension" level="OFF"/>
                  <root level="%s"><appender-ref ref="console"/></root>
                </configuration>
                """.formatted(level));
    }

    private String program(String level, String... arguments) throws Exception {
        Path printed = folder.resolve("printed-" + level + "-" + arguments[0] + ".txt");
        String configuration = "-Dlogback.configurationFile=" + talkative(level);
        try (KilledProgram program = new KilledProgram(workplace.home, printed, configuration)) {
            program.start(arguments);
            program.end();
            return Files.readString(printed, StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEBUG", "TRACE"})
    void secretsAreInNothingThatIsPrintedOrWritten(String level) throws Exception {
        workplace.configure();
        String log = program(level, "run", "--once");

        assertThat(log).contains(level, "sink=hook delivery=", "status=delivered", "sink=gone delivery=");
        assertThat(workplace
                        .run("deliveries", "--json")
                        .out()
                        .lines()
                        .filter(line -> line.contains("\"status\":\"delivered\"")))
                .anyMatch(line -> line.contains("\"sink\":\"sftp\""))
                .anyMatch(line -> line.contains("\"sink\":\"mail\""));
        assertThat(mail.messages()).hasSize(1);
        assertFree("log at " + level, log);
        for (String listing : List.of("deliveries", "snapshots", "budget", "sinks", "check")) {
            assertFree(listing, workplace.run(listing, "--json").out());
            assertFree(listing, workplace.run(listing).err());
        }
        assertFree("try", workplace.run("try", "shops").out());
        Workplace.Result connected = workplace.run("check", "--connect");
        assertThat(connected.out()).contains("account fastmoss", "account keyapi", "gone (webhook)");
        assertFree("check --connect", connected.out() + connected.err());
        pagesAreFree();
        try (Stream<Path> files = Files.walk(workplace.home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFree(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private void pagesAreFree() throws Exception {
        List<String> pages = new ArrayList<>(List.of("/", "/api/overview", "/observe/metrics", "/observe/health"));
        for (String page :
                List.of("/feeds/shops", "/snapshots/1", "/deliveries", "/deliveries/1", "/sinks", "/files")) {
            pages.add(page);
            pages.add("/api" + page);
        }
        try (Opened console = new Opened(workplace)) {
            for (String page : pages) {
                var answer = console.get(page);
                assertThat(answer.statusCode()).as(page).isIn(200, 503);
                assertFree(page, answer.body());
            }
        }
    }

    private void assertFree(String where, String text) {
        for (String secret : secrets) {
            int at = text.indexOf(secret);
            assertThat(at)
                    .as(
                            "%s holds a secret: %s",
                            where,
                            at < 0 ? "" : text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 80)))
                    .isNegative();
        }
    }
}

package io.rankwire.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.rankwire.sandbox.peer.WebhookMessage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor and a mail server that repeat what they were sent, with escape sequences around it, and an operator's own log. */
class RepeatedSecretsTest {
    private static final String TOKEN = "kv7-Yt/4&uQ+9z_vendor";
    private static final String PASSWORD = "mp3=Xw&8-mail/word";

    @TempDir
    Path folder;

    private Workplace workplace;
    private WireMockServer vendor;
    private RepeatingSmtp mail;

    @BeforeEach
    void moveIn() throws IOException {
        vendor = new WireMockServer(
                WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
        vendor.start();
        String said = "\u001b[2Jthe key " + TOKEN + " or " + base64(TOKEN) + " or "
                + URLEncoder.encode(TOKEN, StandardCharsets.UTF_8) + " or " + base64("me:" + TOKEN)
                + " is not known\r\nERROR \u202eforged";
        String body = new ObjectMapper()
                .createObjectNode()
                .put("code", 401)
                .put("message", said)
                .toString();
        vendor.stubFor(any(anyUrl()).willReturn(jsonResponse(body, 401)));
        vendor.stubFor(post(urlEqualTo("/slack"))
                .willReturn(aResponse().withStatus(200).withBody("ok")));
        mail = new RepeatingSmtp();
        workplace = new Workplace(folder)
                .feed("insights", "keyapi-insights-products", Map.of("maxRows", "20"), "hook, slack")
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB", "maxRows", "10"), "mail")
                .webhook("hook")
                .sink("mail", "ranking-report", Map.of("top", "5"), "email", Map.of("to", "team@example.com"))
                .route("sinks/slack", """
                        - route:
                            id: slack
                            from:
                              uri: direct:slack
                              steps:
                                - to:
                                    uri: kamelet:webhook
                                    parameters:
                                      urlProperty: slack.url
                                      allowHosts: 127.0.0.1
                                      format: slack
                                      events: feed.stopped
                        """)
                .property("slack.url", "http://127.0.0.1:" + vendor.port() + "/slack")
                .property("keyapi.url", vendor.baseUrl())
                .property("keyapi.token", secretFile("keyapi", TOKEN))
                .property("mail.host", "127.0.0.1")
                .property("mail.port", Integer.toString(mail.port()))
                .property("mail.tls", "none")
                .property("mail.username", "team")
                .property("mail.password", secretFile("mail", PASSWORD))
                .property("camel.main.tracing", "true")
                .property("camel.main.messageHistory", "true");
        workplace.configure();
    }

    @AfterEach
    void moveOut() throws IOException {
        mail.close();
        vendor.stop();
        workplace.close();
    }

    private String secretFile(String name, String secret) throws IOException {
        return "{{secretfile:" + Files.writeString(folder.resolve("secret-of-" + name), secret + "\n") + "}}";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Everything that any library can be made to say, twice, with no regard to what the shipped configuration shuts. */
    private Path ownConfiguration() throws IOException {
        return Files.writeString(folder.resolve("own.xml"), """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%%level %%logger %%msg %%kvp %%ex%%n</pattern></encoder>
                  </appender>
                  <appender name="json" class="ch.qos.logback.core.FileAppender">
                    <file>%s</file>
                    <encoder class="ch.qos.logback.classic.encoder.JsonEncoder">
                      <withFormattedMessage>true</withFormattedMessage>
                    </encoder>
                  </appender>
                  <root level="DEBUG"><appender-ref ref="out"/><appender-ref ref="json"/></root>
                </configuration>
                """.formatted(folder.resolve("log.json")));
    }

    private String program(String... arguments) throws Exception {
        Path printed = folder.resolve("printed.txt");
        String configuration = "-Dlogback.configurationFile=" + ownConfiguration();
        try (KilledProgram program = new KilledProgram(workplace.home, printed, configuration)) {
            program.start(arguments);
            program.end();
            return Files.readString(printed, StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void noExitTellsWhatOthersRepeat() throws Exception {
        String log = program("run", "--once");

        assertThat(log)
                .contains("the key [secret] or [secret] or [secret] or [secret] is not known ERROR forged", "535 5.7.8")
                .doesNotContain("\n\tat ");
        // What HttpClient says of the bytes on the wire holds them as the vendor wrote them, in the letters of JSON.
        String escapes = "\\\\u(001[bB]|202[eE])";
        assertFree("log", log.replaceAll(escapes, ""));
        assertFree("JSON log", Files.readString(folder.resolve("log.json")).replaceAll(escapes, ""));
        for (String listing : List.of("deliveries", "snapshots")) {
            assertFree(listing, workplace.run(listing, "--json").out());
        }
        String told = workplace.run("budget", "--json").out()
                + workplace.run("budget").out()
                + workplace.run("deliveries").out();
        assertThat(told).contains("[secret]");
        assertFree("listings", told);
        assertFree("check --connect", workplace.run("check", "--connect").out());
        assertFree("try", workplace.run("try", "insights").err());
        assertThat(workplace.run("deliveries", "--json").out().lines())
                .filteredOn(line -> !line.contains("\"sink\":\"mail\""))
                .hasSize(2)
                .allMatch(line -> line.contains("\"status\":\"delivered\""));
        receiversAreFree();
        pagesAreFree();
        try (Stream<Path> files = Files.walk(workplace.home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // A database has bytes of every kind; that no text in it moves a cursor is seen in the listings.
                String bytes =
                        Files.readString(file, StandardCharsets.ISO_8859_1).replace("\u001b", "");
                assertFree(file.toString(), bytes);
            }
        }
    }

    private void receiversAreFree() {
        List<WebhookMessage> heard = workplace.sandbox.webhooks().received();
        assertThat(heard).singleElement().satisfies(message -> assertThat(message.body())
                .contains("the key [secret] or"));
        assertFree("webhook", heard.get(0).body());
        String slack =
                vendor.findAll(postRequestedFor(urlEqualTo("/slack"))).get(0).getBodyAsString();
        assertThat(slack).contains("the key [secret] or");
        assertFree("Slack", slack);
    }

    private void pagesAreFree() throws Exception {
        try (Opened console = new Opened(workplace)) {
            for (String page : List.of("/", "/feeds/insights", "/deliveries", "/deliveries/1", "/sinks", "/files")) {
                assertFree(page, console.get(page).body());
                assertFree("/api" + page, console.get("/api" + page).body());
            }
            assertFree("health", console.get("/observe/health").body());
            assertThat(console.get("/").body() + console.get("/feeds/insights").body())
                    .contains("[secret]");
        }
    }

    private static void assertFree(String where, String text) {
        List<String> never = List.of(
                TOKEN,
                base64(TOKEN).substring(0, 16),
                base64("me:" + TOKEN).substring(8),
                URLEncoder.encode(TOKEN, StandardCharsets.UTF_8),
                PASSWORD,
                base64(PASSWORD).substring(0, 16),
                base64("\0team\0" + PASSWORD),
                "\u001b",
                "\\u001b",
                "\\u001B",
                "\u202e",
                "\\u202e");
        for (String secret : never) {
            int at = text.indexOf(secret);
            assertThat(at)
                    .as(
                            "%s holds '%s': %s",
                            where,
                            secret,
                            at < 0 ? "" : text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 80)))
                    .isNegative();
        }
    }
}

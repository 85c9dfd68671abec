package io.rankwire.route.step;

import static io.rankwire.kamelet.ExactKameletsTest.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.delivery.Delivery;
import io.rankwire.kamelet.ExactKameletsTest;
import io.rankwire.transport.mail.MailPeer;
import io.rankwire.transport.webhook.WebhookBench;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts on their way from a sink's file to where they are seen: folders, mails, reports, webhooks. */
class ExactSinksTest extends WebhookBench {
    private static final String SIGNS = "R&D +1 100%25 #1? a={b} 'c' RAW(d) | $5 ~ 010 0x1F 1_000";

    private static final String SHELF = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata: { name: shelf }
            spec:
              definition:
                title: Shelf
                description: A folder with a label
                required: [folder]
                properties:
                  label: { type: string }
                  folder: { type: string, format: path }
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setBody:
                        constant: { expression: "{{label}}", trim: false }
                    - to:
                        uri: "file:{{shelf.labels}}"
                        parameters: { fileName: labels, fileExist: Append, appendChars: "␞", charset: UTF-8 }
                    - to:
                        uri: kamelet:file-drop
                        parameters: { directory: "{{folder}}" }
            """;

    private Path kamelets() throws Exception {
        return Files.createDirectories(home.resolve("routes/kamelets"));
    }

    private static void assertDelivered(Delivery delivery) {
        assertThat(delivery.progress().status())
                .as(delivery.progress().lastError())
                .isEqualTo(Delivery.Status.DELIVERED);
    }

    private static boolean isFolder(String text) {
        return text.length() < 200
                && text.chars().noneMatch(c -> c == '/' || c == '\n' || c == '\t')
                && !text.equals("~")
                && !text.contains("${");
    }

    private static String shelf(String label, String folder) {
        return "- to:\n    uri: kamelet:shelf\n    parameters:\n      label: " + label + "\n      folder: " + folder
                + "\n";
    }

    @Test
    void reachTheStepsOfAnOperatorsOwnSinkAndItsFolders() throws Exception {
        Files.writeString(kamelets().resolve("shelf.kamelet.yaml"), SHELF);
        List<String> texts = new ArrayList<>(ExactKameletsTest.texts());
        StringBuilder steps = new StringBuilder("- to:\n    uri: kamelet:export\n");
        texts.forEach(text -> steps.append(shelf(quoted(text), quoted(isFolder(text) ? text : "other"))));
        ExactKameletsTest.scalars().forEach(text -> steps.append(shelf(text, isFolder(text) ? text : "other")));
        texts.addAll(ExactKameletsTest.scalars());

        try (SinkBench bench = new SinkBench(home, Map.of("shelf.labels", home.toString()), steps.toString())) {
            assertDelivered(bench.deliver("us"));
        }
        assertThat(Files.readString(home.resolve("labels")).split("␞")).containsExactlyElementsOf(texts);
        assertThat(texts.stream().filter(ExactSinksTest::isFolder))
                .hasSizeGreaterThan(25)
                .allSatisfy(text -> assertThat(home.resolve(text).resolve("us_2026-W11_r1.csv"))
                        .exists());
    }

    /** Every text that stands on one line, as the name of a recipient with an address of its own. */
    private static Map<String, String> people() {
        Map<String, String> people = new LinkedHashMap<>();
        Stream.concat(ExactKameletsTest.texts().stream(), ExactKameletsTest.scalars().stream())
                .filter(text -> text.length() < 200 && text.equals(text.strip()) && !text.contains("\n"))
                .forEach(text -> people.put("r" + people.size() + "@example.com", text));
        for (String signs : List.of("a+b", "a&b", "a%b", "a#b", "a?b", "a=b", "a{b}", "a|b", "a~b", "a'b", "\"a b\"")) {
            people.put(signs + "@example.com", signs);
        }
        return people;
    }

    private static String written(Map.Entry<String, String> recipient) {
        return '"' + recipient.getValue().replace("\\", "\\\\").replace("\"", "\\\"") + "\" <" + recipient.getKey()
                + ">";
    }

    @Test
    void reachMailsAndTheReportsInThem() throws Exception {
        knowTheSource();
        Map<String, String> people = people();
        String addresses =
                people.entrySet().stream().map(ExactSinksTest::written).collect(Collectors.joining(", "));
        String unsubscribe = "https://example.com/off?list=a%26b&to=c+d#~e";
        try (MailPeer peer = new MailPeer();
                SinkBench bench = new SinkBench(home, mailServer(peer), """
                        - to:
                            uri: kamelet:ranking-report
                            parameters:
                              attach: xlsx
                              contact: %s
                              watch: %s
                        - to:
                            uri: kamelet:email
                            parameters:
                              to: %s
                              unsubscribe: %s
                              maxBytes: 23000
                              filesAt: %s
                        """.formatted(
                                quoted("contact " + SIGNS),
                                quoted("watch " + SIGNS + "; \"quoted\" \\a\\; Bravo \"glow\" cream\n0_7_0\n"),
                                quoted(addresses),
                                quoted(unsubscribe),
                                quoted("\\\\files\\" + SIGNS)))) {
            assertDelivered(bench.deliver("us-beauty"));

            MailPeer.Received received = peer.received.get(0);
            MimeMessage mail = new MimeMessage(null, new ByteArrayInputStream(received.bytes()));
            assertThat(received.recipients()).containsExactlyElementsOf(people.keySet());
            assertThat(named(mail)).isEqualTo(people);
            assertThat(mail.getHeader("List-Unsubscribe", null)).isEqualTo("<" + unsubscribe + ">");
            assertThat(text(mail.getContent()))
                    .contains("contact " + SIGNS)
                    .contains("watch " + SIGNS)
                    .contains("\"quoted\" \\a\\")
                    .contains("0_7_0")
                    .contains("What is missing is at \\\\files\\" + SIGNS + ".");
        }
    }

    private static Map<String, String> mailServer(MailPeer peer) {
        return Map.of(
                "mail.host", "127.0.0.1",
                "mail.port", Integer.toString(peer.port()),
                "mail.tls", "none",
                "mail.from", "Rankwire <rankwire@example.com>");
    }

    private static Map<String, String> named(Message mail) throws Exception {
        Map<String, String> named = new LinkedHashMap<>();
        for (Address address : mail.getRecipients(Message.RecipientType.TO)) {
            InternetAddress one = (InternetAddress) address;
            named.put(one.getAddress(), one.getPersonal());
        }
        return named;
    }

    /** The part for readers of plain text, its lines joined as a mail program joins them. */
    private static String text(Object content) throws Exception {
        if (content instanceof MimeMultipart parts) {
            return text(parts.getBodyPart(0).getContent());
        }
        return String.valueOf(content).replaceAll("\\s+", " ");
    }

    private void knowTheSource() throws Exception {
        try (InputStream source = getClass().getResourceAsStream("/io/rankwire/document/sample-source.kamelet.yaml")) {
            Files.writeString(
                    kamelets().resolve("sample-top-product.kamelet.yaml"),
                    new String(source.readAllBytes(), StandardCharsets.UTF_8)
                            + "  template:\n    from:\n      uri: kamelet:source\n      steps:\n        - log: polled\n");
        }
    }

    @Test
    void reachTheLinkOfAWebhook() throws Exception {
        String link = "https://files.example.com/R&D/100%25/{name}?a=1&b=%2B+c&d=e={f}~'#RAW-1_000";
        String steps = "- to: { uri: \"kamelet:export\" }\n- to:\n    uri: kamelet:webhook\n    parameters:\n"
                + "      urlProperty: hook.url\n      secretProperty: hook.secret\n      allowHosts: 127.0.0.1\n      link: "
                + quoted(link) + "\n";
        try (SinkBench bench = new SinkBench(
                home,
                Map.of("hook.url", "http://127.0.0.1:" + server.port() + "/hook", "hook.secret", OLD_SECRET),
                steps)) {
            assertDelivered(bench.deliver("us"));
        }
        JsonNode body = new ObjectMapper().readTree(received().get(0).getBodyAsString());
        assertThat(body.findValuesAsText("url")).contains(link.replace("{name}", "us_2026-W11_r1.csv"));
    }
}

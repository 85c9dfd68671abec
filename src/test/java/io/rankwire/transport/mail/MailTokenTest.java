package io.rankwire.transport.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.text.KnownSecrets;
import io.rankwire.text.OperatorMistake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Login with a token, at a server that takes one alone. */
class MailTokenTest {
    private static final String USER = "reports@example.com";
    private static final MailTerms TERMS = new MailTerms(
            Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofSeconds(20));

    @TempDir
    private Path home;

    private volatile String good = "ya29.first-token_A1";
    private ScriptedSmtp peer;
    private MailDesk desk;

    @BeforeEach
    void open() throws Exception {
        peer = new ScriptedSmtp(this::answer);
        desk = new MailDesk(home, TERMS, peer.port());
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
        peer.close();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> answer(String line) {
        if (line.startsWith("AUTH ")) {
            String right = "AUTH XOAUTH2 " + base64("user=" + USER + "\1auth=Bearer " + good + "\1\1");
            String challenge = "{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.example.com/\"}";
            return Optional.of(line.equals(right) ? "235 2.7.0 Accepted" : "334 " + base64(challenge));
        }
        return line.isEmpty() ? Optional.of("535 5.7.8 The token is not accepted") : Optional.empty();
    }

    private static String program(Path file, String script) throws Exception {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    @Test
    void logsInWithTheTokenOfAProperty() throws Exception {
        desk.set(Map.of("mail.username", USER, "mail.oauthToken", good));

        assertThat(desk.send()).hasSize(1);
        assertThat(KnownSecrets.masked("refused: " + good)).isEqualTo("refused: [secret]");
    }

    @Test
    void asksTheProgramBeforeEachLogin() throws Exception {
        program(home.resolve("give token"), "test \"$1\" = 'for reports' && cat \"$2\"");
        Path token = Files.writeString(home.resolve("token"), good + "\n");
        desk.set(Map.of("mail.username", USER, "mail.oauthTokenCommand", "'./give token' \"for reports\" token"));

        assertThat(desk.send()).hasSize(1);
        good = "ya29.second-token_B2";
        Files.writeString(token, good);
        assertThat(desk.send()).hasSize(1);
        assertThat(desk.server().knock()).isEqualTo("localhost:" + peer.port());
        assertThat(KnownSecrets.masked("refused: " + good)).isEqualTo("refused: [secret]");
    }

    @Test
    void hearsTheServerOutAboutATokenThatIsOver() {
        desk.set(Map.of("mail.username", USER, "mail.oauthToken", "ya29.expired-token_C3"));

        assertThatThrownBy(desk::send).isInstanceOfSatisfying(DeliveryFault.class, fault -> {
            assertThat(fault)
                    .hasMessageStartingWith("mail server localhost refused the login of " + USER + ": ")
                    .hasMessageEndingWith(
                            "535 5.7.8 The token is not accepted (status 400, scope https://mail.example.com/)");
            assertThat(fault.isPermanent()).isFalse();
        });
        assertThat(peer.lines).last().isEqualTo("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo oops-no-token; exit 3 | ended with status 3; run it by hand to see why",
                "exit 0 | must print the token and nothing else; what it printed is none",
                "echo '{\"access_token\":\"abc\"}' | must print the token and nothing else; what it printed is none",
                "echo one; echo two | must print the token and nothing else; what it printed is none",
                "head -c 20000 /dev/zero | printed more than 16384 bytes; run it by hand to see why",
            })
    void saysWhatTheProgramDidWrong(String script, String wrong) throws Exception {
        desk.set(Map.of("mail.username", USER, "mail.oauthTokenCommand", program(home.resolve("give"), script)));

        assertThatThrownBy(desk::send).isInstanceOfSatisfying(DeliveryFault.class, fault -> {
            assertThat(fault).hasMessage("the program of mail.oauthTokenCommand " + wrong);
            assertThat(fault.isPermanent()).isFalse();
        });
        assertThat(peer.lines).isEmpty();
    }

    @Test
    void endsAProgramThatTakesTooLong() throws Exception {
        // It waits for its own kind of input, which never comes.
        String waiting = program(home.resolve("give"), "mkfifo never; cat never");
        MailTerms short200 = new MailTerms(TERMS.connect(), TERMS.answer(), TERMS.verdict(), Duration.ofMillis(200));
        try (MailDesk hurried = new MailDesk(home, short200, peer.port())) {
            hurried.set(Map.of("mail.username", USER, "mail.oauthTokenCommand", waiting));

            assertThatThrownBy(hurried::send)
                    .hasMessage("the program of mail.oauthTokenCommand did not end within 200 ms; run it by hand to see"
                            + " why");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail.oauthTokenCommand=no-such-program-here | mail.oauthTokenCommand names the program"
                        + " no-such-program-here, which cannot be started",
                "mail.oauthTokenCommand='give me | mail.oauthTokenCommand holds a quote that is not closed; a program"
                        + " and its arguments are written with blanks between, in quotes where one holds blanks",
                "mail.oauthToken=two words | mail.oauthToken must be a token alone, of letters, digits and -._~+/=",
                "mail.oauthToken=a mail.password=b | mail.password and mail.oauthToken are set; there is one way to"
                        + " log in, so keep one of them",
                "mail.oauthToken=a mail.username= | mail.oauthToken needs mail.username, the mailbox that the token is"
                        + " for",
            })
    void namesASettingThatCannotBe(String settings, String mistake) {
        desk.set("mail.username", USER);
        for (String setting : settings.split(" (?=mail\\.)", -1)) {
            desk.set(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }

        assertThatThrownBy(desk::send).isInstanceOf(OperatorMistake.class).hasMessage(mistake);
        assertThat(peer.lines).isEmpty();
    }
}

package io.rankwire.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSecretsTest {
    private static final String SECRET = "k8&Jx/\"7%q+zT <nine";

    private static String masked(String text) {
        KnownSecrets.add(SECRET);
        return KnownSecrets.masked(text);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void masksASecretInEveryFormInWhichItTravels() {
        String address = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        for (String form : new String[] {
            SECRET,
            address,
            address.replace("+", "%20"),
            address.toLowerCase(java.util.Locale.ROOT)
                    .replace("k8%26jx", "k8%26Jx")
                    .replace("%2bzt", "%2bzT"),
            base64(SECRET),
            base64(SECRET).replace("=", ""),
            base64("\0user\0" + SECRET),
            base64("a longer user:" + SECRET),
            Base64.getUrlEncoder().encodeToString(("u:" + SECRET + ":more").getBytes(StandardCharsets.UTF_8)),
            SECRET.replace("\"", "\\\"").replace("/", "\\/"),
            SECRET.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;")
        }) {
            assertThat(masked("401 '" + form + "' is wrong: " + form)).isEqualTo("401 '[secret]' is wrong: [secret]");
        }
    }

    @Property(tries = 200)
    void findsItInBase64BehindAnyName(
            @ForAll @StringLength(max = 40) String user,
            @ForAll @AlphaChars @StringLength(min = 16, max = 40) String word) {
        KnownSecrets.add(word);

        assertThat(KnownSecrets.masked(base64("\0" + user + "\0" + word))).isEqualTo("[secret]");
    }

    @Test
    void forgetsNoSecretThatWasReplaced() {
        KnownSecrets.add("first-value-of-a-token");
        KnownSecrets.add("second-value-of-a-token");

        assertThat(KnownSecrets.masked("first-value-of-a-token, then second-value-of-a-token"))
                .isEqualTo("[secret], then [secret]");
    }

    @Test
    void masksWhatAMachineDrewInAnAddressAndLeavesItsWords() {
        KnownSecrets.add(
                "https://user:pass-word-9@hooks.example.com/services/T0/notify/x7Kq93mZpLw2?key=Ab3dEf6hIj9k&to=ops");

        assertThat(KnownSecrets.masked("services notify ops hooks.example.com"))
                .isEqualTo("services notify ops hooks.example.com");
        assertThat(KnownSecrets.masked("x7Kq93mZpLw2 Ab3dEf6hIj9k pass-word-9"))
                .isEqualTo("[secret] [secret] [secret]");
    }

    @Test
    void masksEachOfSeveralAndWhatIsBehindAPrefix() {
        KnownSecrets.add("whsec_b25lIG9mIHR3bw==, whsec_dHdvIG9mIHR3bw==");

        assertThat(KnownSecrets.masked("b25lIG9mIHR3bw== and dHdvIG9mIHR3bw==")).isEqualTo("[secret] and [secret]");
    }

    @ParameterizedTest
    @CsvSource({
        // Too short to be told from any other text.
        "abc, abc abc",
        "ma1l, [secret] ma1ls",
        "mail, mail mail.host",
        "postgres, [secret] postgresql://",
    })
    void leavesWordsReadableThatAShortSecretIsPartOf(String secret, String text) {
        KnownSecrets.add(secret);

        assertThat(KnownSecrets.masked(text.replace("[secret]", secret))).isEqualTo(text);
    }

    @Test
    void findsOneThatAnInvisibleCharacterOrALineBreakHides() {
        KnownSecrets.add("hidden-by-a-mark-1");

        assertThat(OneLine.of("not hidden\u200b-by-a-\u202emark-1!")).isEqualTo("not [secret]!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fastmoss.token",
                "mail.password",
                "ops.webhook.secret",
                "acme.passphrase",
                "MAIL_TRUST_STORE_PASSWORD",
                "x.apiKey",
                "AWS_SECRET_ACCESS_KEY",
                "rankwire.kafka.sasl.jaas.config"
            })
    void knowsASecretByItsName(String key) {
        assertThat(KnownSecrets.isNamed(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fastmoss.url", "mail.username", "fastmoss.requestsPerMonth", "token.period", "partner.keyFile"})
    void takesNoOtherSettingForASecret(String key) {
        assertThat(KnownSecrets.isNamed(key)).isFalse();
    }
}

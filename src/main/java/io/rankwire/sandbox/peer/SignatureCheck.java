package io.rankwire.sandbox.peer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Verifies Standard Webhooks v1 signatures: {@code v1,base64(HMAC-SHA256("id.timestamp.body"))}. */
final class SignatureCheck {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Pattern SPACE = Pattern.compile(" ");

    private final SecretKeySpec key;

    /** @param secret {@code whsec_} and the key in base64 */
    SignatureCheck(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a webhook secret must begin with " + PREFIX);
        }
        key = new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), ALGORITHM);
    }

    /** Whether one of the signatures, separated by spaces, is right, and the timestamp within five minutes of now. */
    boolean verifies(WebhookMessage message, String signatures, Instant now) {
        byte[] expected = sign(message).getBytes(StandardCharsets.UTF_8);
        boolean matches = false;
        for (String signature : SPACE.split(signatures, -1)) {
            matches |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
        }
        return matches && !message.id().isEmpty() && isTimely(message.timestamp(), now);
    }

    private static boolean isTimely(String timestamp, Instant now) {
        try {
            Duration apart = Duration.ofSeconds(Math.subtractExact(Long.parseLong(timestamp), now.getEpochSecond()));
            return apart.abs().compareTo(TOLERANCE) <= 0;
        } catch (NumberFormatException | ArithmeticException notATime) {
            return false;
        }
    }

    private String sign(WebhookMessage message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            String signed = message.id() + "." + message.timestamp() + "." + message.body();
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }
}

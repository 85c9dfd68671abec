package io.rankwire.transport.webhook;

import io.rankwire.text.OperatorMistake;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs webhooks as Standard Webhooks, version 1, says: HMAC-SHA256 over id, timestamp and body. */
public final class WebhookSignature {
    private static final String PREFIX = "whsec_";

    private WebhookSignature() {}

    /**
     * The value of {@code webhook-signature}.
     *
     * @param secrets each {@code whsec_} and base64; more than one while they are being changed
     * @throws OperatorMistake if a secret is not of that form; the message does not contain it
     */
    public static String sign(List<String> secrets, String id, long epochSecond, byte[] body) {
        return secrets.stream()
                .map(secret -> "v1," + sign(key(secret), id + "." + epochSecond + ".", body))
                .collect(Collectors.joining(" "));
    }

    /** Whether it can be signed with. */
    public static boolean isKey(String secret) {
        try {
            return key(secret).length > 0;
        } catch (OperatorMistake e) {
            return false;
        }
    }

    /** Whether it says what it is, as receivers expect. */
    public static boolean hasPrefix(String secret) {
        return secret.startsWith(PREFIX);
    }

    private static byte[] key(String secret) {
        String encoded = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        try {
            byte[] key = Base64.getDecoder().decode(encoded);
            if (key.length > 0) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // The cause would carry a piece of the secret, so it is not handed on.
        }
        throw new OperatorMistake("a webhook secret must be whsec_ and base64 behind it");
    }

    private static String sign(byte[] key, String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}

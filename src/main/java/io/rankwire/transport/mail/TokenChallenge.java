package io.rankwire.transport.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.StringJoiner;

/** What a server has against a token, as it says it with XOAUTH2: JSON in base64, {@code {"status":"401","scope":"…"}}. */
final class TokenChallenge {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 2000;

    private TokenChallenge() {}

    /** The reason, to stand behind the server's verdict: {@code  (status 401, scope …)}; empty when it says none. */
    static String reason(String challenge) {
        String encoded = challenge.strip().replaceFirst("^334[ -]?", "");
        if (encoded.isEmpty() || encoded.length() > LONGEST) {
            return "";
        }
        try {
            JsonNode said = JSON.readTree(new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8));
            StringJoiner reason = new StringJoiner(", ", " (", ")").setEmptyValue("");
            for (String part : new String[] {"status", "scope"}) {
                if (said.path(part).isValueNode()) {
                    reason.add(part + " " + said.path(part).asText());
                }
            }
            return reason.toString();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Not every server says why; its verdict is told in any case.
            return "";
        }
    }
}

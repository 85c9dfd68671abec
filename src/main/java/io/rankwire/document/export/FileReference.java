package io.rankwire.document.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A file that was made of a ranking, for those who are told of it.
 *
 * @param name what it is called where it was dropped
 * @param bytes how long it is
 * @param sha256 in hex
 * @param url where it can be fetched, if the operator says so
 */
public record FileReference(String name, String mediaType, long bytes, String sha256, Optional<String> url) {
    private static final String NAME = "{name}";
    private static final int LONGEST_LINK = 300;

    /**
     * The reference of a document.
     *
     * @param link the address of files, with {@code {name}} in it; empty when they have none
     * @throws OperatorMistake if the link is not of that form
     */
    public static FileReference of(Document document, Optional<String> link) {
        return new FileReference(
                document.name(),
                document.mediaType(),
                document.bytes(),
                document.sha256(),
                link.map(template -> url(template, document.name())));
    }

    private static String url(String template, String name) {
        if (!template.matches("https?://[!-~&&[^\"<>()\\\\^`|]]+")
                || !template.contains(NAME)
                || template.length() > LONGEST_LINK) {
            throw new OperatorMistake("link is '" + template
                    + "'; it must be an address with {name} in it, such as https://files.example.com/{name}");
        }
        return template.replace(
                NAME, URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("mediaType", mediaType);
        json.writeNumberField("bytes", bytes);
        json.writeStringField("sha256", sha256);
        json.writeStringField("url", url.orElse(null));
        json.writeEndObject();
    }
}

package io.rankwire.document;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Names that want to be more than names: markup, a formula, a mail header, letters that run backwards. */
public final class HostileNames {
    public static final List<String> NAMES = List.of(
            "<script>alert(1)</script><img src=x onerror=alert(1)>",
            "=HYPERLINK(\"https://evil.example\",\"Click\")",
            "Cream\r\nBcc: everybody@evil.example\r\n\r\nBody",
            "\u202egpj.exe\u202c Serum",
            "${title} <#list 1..9 as x>x</#list>",
            "&amp; \" onmouseover=\"alert(1)");

    private HostileNames() {}

    /** The page of {@link ShippedPages}, whose first rows have these names. */
    public static byte[] in(byte[] page) {
        String json = new String(page, StandardCharsets.UTF_8);
        for (int i = 0; i < NAMES.size(); i++) {
            String name = new String(JsonStringEncoder.getInstance().quoteAsString(NAMES.get(i)));
            json = json.replace("\"Product " + (i + 1) + "\"", "\"" + name + "\"");
        }
        return json.getBytes(StandardCharsets.UTF_8);
    }
}

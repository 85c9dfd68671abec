package io.rankwire.document;

import java.util.ArrayList;
import java.util.List;

/** A strict reader of RFC 4180, so that what one library writes is not only read by the same library. */
public final class CsvLines {
    private final String text;
    private int at;

    private CsvLines(String text) {
        this.text = text;
    }

    public static List<List<String>> of(String text) {
        CsvLines lines = new CsvLines(text);
        List<List<String>> records = new ArrayList<>();
        while (lines.at < text.length()) {
            records.add(lines.line());
        }
        return records;
    }

    private List<String> line() {
        List<String> fields = new ArrayList<>();
        fields.add(field());
        while (text.charAt(at) == ',') {
            at++;
            fields.add(field());
        }
        if (!text.startsWith("\r\n", at)) {
            throw new IllegalArgumentException("a line ends with CR LF, but not at " + at);
        }
        at += 2;
        return fields;
    }

    private String field() {
        return text.charAt(at) == '"' ? quoted() : plain();
    }

    private String plain() {
        int start = at;
        while (",\r\n".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '"') {
                throw new IllegalArgumentException("a quote inside a field without quotes, at " + at);
            }
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        at++;
        while (text.charAt(at) != '"' || text.startsWith("\"\"", at)) {
            at += text.charAt(at) == '"' ? 1 : 0;
            field.append(text.charAt(at));
            at++;
        }
        at++;
        return field.toString();
    }
}

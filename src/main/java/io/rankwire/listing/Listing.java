package io.rankwire.listing;

import io.rankwire.text.OneLine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints the same facts as a table for people or as JSON, one object a line. */
public final class Listing {
    // Not picocli's TextTable, which takes @|…|@ in a product's name for markup and leaves it out.
    private static final Pattern NOT_ONE_COLUMN = Pattern.compile(
            "(?<wide>[\\p{IsHan}\\p{IsHangul}\\p{IsHiragana}\\p{IsKatakana}"
                    + "\\x{3000}-\\x{303e}\\x{ff01}-\\x{ff60}\\x{ffe0}-\\x{ffe6}\\x{1f300}-\\x{1faff}&&[^\\x{ff61}-\\x{ffdc}]])|[\\p{M}\\p{Cf}]");

    private Listing() {}

    /** Prints the lines, whose maps all have the same keys in the same order. */
    public static void print(List<Map<String, Object>> lines, boolean asJson, PrintWriter out) {
        if (asJson) {
            lines.forEach(line -> out.println(ShownJson.text(line)));
        } else if (lines.isEmpty()) {
            out.println("nothing yet");
        } else {
            table(lines, out);
        }
        out.flush();
    }

    /** How many columns of a terminal a text takes: ideographs and the like take two, what is put on top of a letter none. */
    private static int width(String text) {
        int width = text.codePointCount(0, text.length());
        Matcher other = NOT_ONE_COLUMN.matcher(text);
        while (other.find()) {
            width += other.group("wide") == null ? -1 : 1;
        }
        return width;
    }

    private static void table(List<Map<String, Object>> lines, PrintWriter out) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.copyOf(lines.get(0).keySet()));
        lines.forEach(line -> cells.add(line.values().stream()
                .map(value -> value == null ? "" : OneLine.of(String.valueOf(value)))
                .toList()));
        int[] widths = new int[cells.get(0).size()];
        for (List<String> row : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        for (List<String> row : cells) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i)) + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }
}

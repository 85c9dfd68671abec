package io.rankwire.source.endpoint;

import java.util.ArrayList;
import java.util.List;

/** Reads the placeholders of one text, from left to right. */
final class TemplateText {
    private final String text;
    private final Complaints complaints;
    private final List<String> between = new ArrayList<>();
    private final List<Template.Slot> slots = new ArrayList<>();
    private int begin;

    /** Told what is wrong, and how many characters into the text. */
    @FunctionalInterface
    interface Complaints {
        void add(int at, String message);
    }

    private TemplateText(String text, Complaints complaints) {
        this.text = text;
        this.complaints = complaints;
    }

    static Template.Text parse(String text, Complaints complaints) {
        return new TemplateText(text, complaints).parse();
    }

    private Template.Text parse() {
        int open = text.indexOf('{');
        while (open >= 0) {
            open = text.indexOf('{', read(open));
        }
        between.add(text.substring(begin));
        return new Template.Text(between, slots);
    }

    /** Reads what an opening brace begins; says where to look for the next one. */
    private int read(int open) {
        int end = open + 1;
        if (text.startsWith("{{", open)) {
            complaints.add(
                    open,
                    "'" + text + "' has double braces, which are not read in an endpoint; a setting of the account is"
                            + " {account.NAME}");
            return text.indexOf('}', open) < 0 ? text.length() : text.indexOf('}', open);
        }
        int close = text.indexOf('}', open);
        String inside = close < 0 ? text.substring(end) : text.substring(end, close);
        if (!isName(inside.strip())) {
            // JSON inside a text, and its like, has braces of its own.
            return end;
        }
        if (close < 0 || !inside.equals(inside.strip())) {
            complaints.add(
                    open, "'" + text + "' has a placeholder that cannot be read; write {" + inside.strip() + "}");
            return close < 0 ? text.length() : close;
        }
        between.add(text.substring(begin, open));
        slots.add(new Template.Slot(inside, open));
        begin = close + 1;
        return begin;
    }

    private static boolean isName(String inside) {
        return !inside.isEmpty()
                && Character.isLetter(inside.charAt(0))
                && inside.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
    }
}

package io.rankwire.settings;

import io.rankwire.text.OneLine;
import io.rankwire.text.OperatorMistake;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.DefaultPropertiesParser;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesLookup;
import org.apache.camel.component.properties.PropertiesParser;
import org.apache.camel.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * Reads placeholders as Camel does, and takes what they stand for as it is. Camel itself reads it once more, so that
 * braces in an environment variable, a secret or a kamelet's parameter are taken for placeholders. Settings alone may be
 * put together of others: {@code acme.url = https://{{acme.host}}}.
 */
public final class PlaceholderParser implements PropertiesParser {
    private static final String BEGIN = "{{";
    private static final String END = "}}";
    private static final int LONGEST = 100;

    private final PropertiesComponent properties;
    private final DefaultPropertiesParser camel;

    private PlaceholderParser(PropertiesComponent properties) {
        this.properties = properties;
        this.camel = new DefaultPropertiesParser(properties);
    }

    /** Has everything in the context read placeholders in this way. */
    public static void install(CamelContext context) {
        install((PropertiesComponent) context.getPropertiesComponent());
    }

    static void install(PropertiesComponent properties) {
        properties.setPropertiesParser(new PlaceholderParser(properties));
    }

    /**
     * A placeholder as it is written.
     *
     * @param at where in the text it begins
     * @param text the whole of it, braces included
     * @param sign {@code ?} or {@code !} before the name, or nothing
     * @param name of a setting, or of a function when there is a rest
     * @param rest what is behind the colon; empty when there is none
     */
    public record Placeholder(int at, String text, String sign, String name, Optional<String> rest) {
        private static Placeholder of(String all, int from, int to) {
            String inner = all.substring(from + BEGIN.length(), to);
            boolean signed = inner.startsWith("?") || inner.startsWith("!");
            String key = signed ? inner.substring(1) : inner;
            int colon = key.indexOf(':');
            return new Placeholder(
                    from,
                    all.substring(from, to + END.length()),
                    signed ? inner.substring(0, 1) : "",
                    StringHelper.before(key, ":", key).strip(),
                    colon < 0 ? Optional.empty() : Optional.of(key.substring(colon + 1)));
        }
    }

    /** The placeholders in a text; of nested ones the innermost. */
    public static List<Placeholder> in(String text) {
        List<Placeholder> found = new ArrayList<>();
        int begin = -1;
        for (int at = text.indexOf(BEGIN); at >= 0 && at < text.length(); at++) {
            if (isToken(text, at, BEGIN) && !text.startsWith(BEGIN, at + 1)) {
                begin = at;
            } else if (begin >= 0 && at >= begin + BEGIN.length() && isToken(text, at, END)) {
                found.add(Placeholder.of(text, begin, at));
                begin = -1;
            }
        }
        return found;
    }

    /** What is wrong with a text whose last placeholder is not closed. */
    public static String notClosed(String text) {
        return "'" + OneLine.of(text, LONGEST) + "' opens a placeholder with {{ and does not close it with }}";
    }

    /** What is wrong with a setting that stands for itself, or for others that do. */
    public static String partOfItself(String name) {
        return "the setting " + name + " is part of its own value; write out what it stands for";
    }

    @Override
    public @Nullable String parseUri(
            String text, PropertiesLookup lookup, boolean fallback, boolean keepOptional, boolean nested) {
        String read = new Reading(lookup, fallback, keepOptional, nested).read(text, Set.of());
        return read == null ? null : withLastBackslash(read);
    }

    @Override
    public String parseProperty(String key, String value, PropertiesLookup lookup) {
        return value;
    }

    /** One text, with the ways in which Camel wants it read. */
    private final class Reading {
        private final PropertiesLookup lookup;
        private final boolean fallback;
        private final boolean keepOptional;
        private final boolean nested;

        Reading(PropertiesLookup lookup, boolean fallback, boolean keepOptional, boolean nested) {
            this.lookup = lookup;
            this.fallback = fallback;
            this.keepOptional = keepOptional;
            this.nested = nested;
        }

        /**
         * The text with its placeholders resolved; null when it is a single one that stands for nothing.
         *
         * @param within the settings that it is part of
         * @throws OperatorMistake when a placeholder is not closed, or a setting is part of itself
         */
        @Nullable
        String read(String text, Set<String> within) {
            Deque<StringBuilder> open = new ArrayDeque<>();
            open.push(new StringBuilder());
            boolean isNothing = false;
            for (int at = 0; at < text.length(); ) {
                if (isToken(text, at, BEGIN) && !text.startsWith(BEGIN, at + 1)) {
                    open.push(new StringBuilder());
                    at += BEGIN.length();
                } else if (open.size() > 1 && isToken(text, at, END)) {
                    String value = value(open.pop().toString(), within);
                    at += END.length();
                    isNothing = value == null && open.size() == 1 && open.peek().isEmpty() && at == text.length();
                    open.peek().append(value == null ? "" : value);
                } else {
                    open.peek().append(text.charAt(at++));
                }
            }
            if (open.size() > 1 && within.isEmpty()) {
                throw new OperatorMistake(notClosed(text));
            }
            return isNothing ? null : whole(open);
        }

        /** Braces of a setting that nothing closes are part of its value. */
        private static String whole(Deque<StringBuilder> open) {
            StringBuilder whole = new StringBuilder();
            open.descendingIterator().forEachRemaining(part -> whole.append(whole.isEmpty() ? "" : BEGIN)
                    .append(part));
            return whole.toString();
        }

        private @Nullable String value(String key, Set<String> within) {
            String value = camel.parseUri(BEGIN + key + END, lookup, fallback, keepOptional, false);
            String name = StringHelper.before(key, ":", key).replaceFirst("^\\?", "");
            if (value == null || !nested || !isSetting(name, value)) {
                return value == null ? null : literal(value);
            }
            Set<String> deeper = new HashSet<>(within);
            if (!deeper.add(name)) {
                throw new OperatorMistake(partOfItself(name));
            }
            return read(value, deeper);
        }

        /** Whether the value comes from the settings, and neither from the environment nor from a kamelet's user. */
        private boolean isSetting(String name, String value) {
            Properties local = properties.getLocalProperties();
            return (local == null || local.get(name) == null) && value.equals(lookup.lookup(name, null));
        }
    }

    /** Camel, which looks for backslashes before braces afterwards, loses one that is among the last two characters. */
    private static String withLastBackslash(String text) {
        int at = text.indexOf('\\', text.length() - 2);
        return at < 0 ? text : text.substring(0, at) + '\\' + text.substring(at);
    }

    /** Camel takes a backslash away that stands before two braces. */
    private static String literal(String value) {
        return value.replace("\\" + BEGIN, "\\\\" + BEGIN).replace("\\" + END, "\\\\" + END);
    }

    private static boolean isToken(String text, int at, String token) {
        return text.startsWith(token, at) && !isEscaped(text, at) && !isQuoted(text, at, token);
    }

    private static boolean isEscaped(String text, int at) {
        return at > 0 && text.charAt(at - 1) == '\\' && (at == 1 || text.charAt(at - 2) != '\\');
    }

    private static boolean isQuoted(String text, int at, String token) {
        int after = at + token.length();
        char before = at == 0 ? 0 : text.charAt(at - 1);
        return (before == '"' || before == '\'') && after < text.length() && text.charAt(after) == before;
    }
}

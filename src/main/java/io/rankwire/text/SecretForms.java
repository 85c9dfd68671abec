package io.rankwire.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds secrets in a text, in every form in which they travel, in one pass over it. Immutable. */
final class SecretForms {
    /** What stands where a secret was. */
    static final String MASK = "[secret]";

    /** A shorter secret would be found in any text. */
    static final int SHORTEST = 4;

    /** A shorter secret, or a longer one of letters alone, is found as a word of its own only: it is part of others. */
    private static final int ANYWHERE = 8;

    private static final int LETTERS_ANYWHERE = 16;

    /** Forms are looked up by a hash of their first {@link #SHORTEST} characters. */
    private static final int BUCKETS = 4096;

    private static final Pattern PERCENT = Pattern.compile("%[0-9A-F]{2}");

    static final SecretForms NONE = new SecretForms(List.of());

    /** One way in which a secret is written; base64 of it is part of a longer run as a rule. */
    private record Form(String text, boolean word, boolean base64) {}

    private final Form[][] buckets = new Form[BUCKETS][];

    private SecretForms(Collection<Form> forms) {
        List<Form> longestFirst = new ArrayList<>(forms);
        longestFirst.sort(
                Comparator.comparing((Form form) -> form.text().length()).reversed());
        for (Form form : longestFirst) {
            int bucket = bucket(form.text(), 0);
            Form[] there = buckets[bucket] == null ? new Form[0] : buckets[bucket];
            buckets[bucket] = java.util.Arrays.copyOf(there, there.length + 1);
            buckets[bucket][there.length] = form;
        }
    }

    static SecretForms of(Collection<String> secrets) {
        Map<String, Form> forms = new LinkedHashMap<>();
        for (String secret : secrets) {
            boolean letters = secret.chars().allMatch(Character::isLetter);
            if (letters && secret.length() < ANYWHERE) {
                // A word such as "mail": masking it would tell it more often than hide it.
                continue;
            }
            boolean word = secret.length() < (letters ? LETTERS_ANYWHERE : ANYWHERE);
            for (String text : written(secret)) {
                forms.putIfAbsent(text, new Form(text, word, false));
            }
            for (int offset = 0; secret.length() >= ANYWHERE && offset < 3; offset++) {
                String core = base64(secret, offset);
                forms.putIfAbsent(core, new Form(core, false, true));
                String forAddresses = core.replace('+', '-').replace('/', '_');
                forms.putIfAbsent(forAddresses, new Form(forAddresses, false, true));
            }
        }
        return forms.isEmpty() ? NONE : new SecretForms(forms.values());
    }

    private static List<String> written(String secret) {
        String address = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        String html = secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return List.of(
                secret,
                address,
                lowerCase(address),
                address.replace("+", "%20"),
                lowerCase(address).replace("+", "%20"),
                json,
                json.replace("/", "\\/"),
                html,
                html.replace("\"", "&quot;").replace("'", "&#39;"));
    }

    private static String lowerCase(String address) {
        return PERCENT.matcher(address).replaceAll(match -> match.group().toLowerCase(java.util.Locale.ROOT));
    }

    /**
     * The characters of base64 that the secret alone decides when it begins at the given byte of a group of three, so that
     * it is found behind a user's name too, as in {@code AUTH PLAIN} (RFC 4616) and in Basic (RFC 7617).
     */
    private static String base64(String secret, int offset) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        byte[] shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        return encoded.substring((offset * 8 + 5) / 6, shifted.length * 8 / 6);
    }

    private static int bucket(String text, int at) {
        int hash = 0;
        for (int i = at; i < at + SHORTEST; i++) {
            hash = hash * 31 + text.charAt(i);
        }
        return (hash ^ hash >>> 12) & BUCKETS - 1;
    }

    String masked(String text) {
        StringBuilder masked = null;
        int kept = 0;
        int at = 0;
        while (this != NONE && at <= text.length() - SHORTEST) {
            Form found = at(text, at);
            if (found == null) {
                at++;
                continue;
            }
            int begin = found.base64() ? beginOfRun(text, at, kept) : at;
            int end = found.base64() ? endOfRun(text, at) : at + found.text().length();
            masked = masked == null ? new StringBuilder(text.length()) : masked;
            masked.append(text, kept, begin).append(MASK);
            kept = end;
            at = end;
        }
        return masked == null ? text : masked.append(text, kept, text.length()).toString();
    }

    private @Nullable Form at(String text, int at) {
        Form[] candidates = buckets[bucket(text, at)];
        if (candidates != null) {
            for (Form form : candidates) {
                if (text.startsWith(form.text(), at) && (!form.word() || isWord(text, at, form.text()))) {
                    return form;
                }
            }
        }
        return null;
    }

    private static boolean isWord(String text, int at, String form) {
        int end = at + form.length();
        return (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }

    private static int beginOfRun(String text, int at, int earliest) {
        int begin = at;
        while (begin > earliest && isBase64(text.charAt(begin - 1))) {
            begin--;
        }
        return begin;
    }

    private static int endOfRun(String text, int at) {
        int end = at;
        while (end < text.length() && (isBase64(text.charAt(end)) || text.charAt(end) == '=')) {
            end++;
        }
        return end;
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '-'
                || c == '_';
    }
}

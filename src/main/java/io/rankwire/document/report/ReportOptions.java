package io.rankwire.document.report;

import io.rankwire.document.highlight.Highlights;
import io.rankwire.document.highlight.Notable;
import io.rankwire.feed.Zones;
import io.rankwire.text.OperatorMistake;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a report is to be.
 *
 * @param template the templates' name: {@code <template>.html.ftlh} and {@code <template>.txt.ftl}
 * @param top how many of the first rows it lists
 * @param watch names or keys that are told of in any case
 * @param notable from how many places on a move is told of
 * @param pictures whether the rows' pictures are shown; mail programs fetch them from the vendor
 * @param reader for whom it is written
 */
public record ReportOptions(
        String template, int top, List<String> watch, Notable notable, boolean pictures, Reader reader) {
    /** The templates that come with the program. */
    public static final String TEMPLATE = "ranking-report";

    private static final int MOST_WATCHED = 50;

    /** What a feed's report is without any parameter. */
    public static final ReportOptions USUAL = parse(Map.of(), Reader.USUAL);

    public ReportOptions {
        watch = List.copyOf(watch);
        if (!template.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
            throw new OperatorMistake("template is '" + template
                    + "'; it is a name of letters, digits, _ and -, without folder and ending");
        }
        if (top < 1 || top > 500) {
            throw new OperatorMistake("top is " + top + "; it must be 1 to 500");
        }
        if (watch.size() > MOST_WATCHED) {
            throw new OperatorMistake(
                    "watch names " + watch.size() + " names; it may name " + MOST_WATCHED + " at the most");
        }
    }

    /** What of a ranking it is about. */
    public Highlights.Wanted wanted() {
        return new Highlights.Wanted(top, watch, notable);
    }

    /**
     * For whom a report is written.
     *
     * @param locale in which language, and how its region writes days
     * @param zone in which moments are told
     * @param contact who can stop it, usually a mail address; empty when unknown
     */
    public record Reader(Locale locale, ZoneId zone, Optional<String> contact) {
        public static final Reader USUAL = new Reader(Locale.US, ZoneOffset.UTC, Optional.empty());
    }

    /**
     * Reads the parameters of the kamelet {@code ranking-report}.
     *
     * @param usual for whom it is, where the parameters do not say
     * @throws OperatorMistake naming the parameter, its value and the rule
     */
    public static ReportOptions parse(Map<String, String> parameters, Reader usual) {
        Reader reader = new Reader(
                given(parameters, "locale").map(ReportOptions::locale).orElse(usual.locale()),
                given(parameters, "zone").map(name -> Zones.parse("zone", name)).orElse(usual.zone()),
                given(parameters, "contact").or(usual::contact));
        return new ReportOptions(
                given(parameters, "template").orElse(TEMPLATE),
                given(parameters, "top").map(ReportOptions::top).orElse(Highlights.Wanted.USUAL.top()),
                given(parameters, "watch").map(ReportOptions::names).orElse(List.of()),
                given(parameters, "notable").map(Notable::parse).orElse(Highlights.Wanted.USUAL.notable()),
                given(parameters, "pictures").map(ReportOptions::pictures).orElse(true),
                reader);
    }

    private static Optional<String> given(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static int top(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new OperatorMistake("top is '" + value + "'; it must be 1 to 500", e);
        }
    }

    private static boolean pictures(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new OperatorMistake("pictures is '" + value + "'; it must be true or false");
        };
    }

    /** Each line has names of its own. Titles have commas; where a semicolon is written, commas separate no names. */
    private static List<String> names(String value) {
        return Arrays.stream(value.split(value.contains(";") ? ";|\\R" : ",|\\R"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static Locale locale(String value) {
        Locale locale = Locale.forLanguageTag(value);
        if (!Arrays.asList(Locale.getAvailableLocales()).contains(locale)
                || locale.getLanguage().isEmpty()) {
            throw new OperatorMistake("locale is '" + value + "'; it must be one such as en-US, en-GB, zh-CN");
        }
        return locale;
    }
}

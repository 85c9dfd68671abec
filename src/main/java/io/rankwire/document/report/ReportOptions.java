package io.rankwire.document.report;

import io.rankwire.document.highlight.Highlights;
import io.rankwire.document.highlight.Notable;
import io.rankwire.document.highlight.OnlyIf;
import io.rankwire.feed.Zones;
import io.rankwire.source.Options;
import io.rankwire.text.OperatorMistake;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a report is to be.
 *
 * @param template the templates' name: {@code <template>.html.ftlh} and {@code <template>.txt.ftl}
 * @param wanted what of the ranking it is about
 * @param pictures whether the rows' pictures are shown; mail programs fetch them from the vendor
 * @param reader for whom it is written
 */
public record ReportOptions(String template, Highlights.Wanted wanted, boolean pictures, Reader reader) {
    /** The templates that come with the program. */
    public static final String TEMPLATE = "ranking-report";

    private static final int MOST_WATCHED = 50;

    public ReportOptions {
        if (!template.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
            throw new OperatorMistake("template is '" + template
                    + "'; it is a name of letters, digits, _ and -, without folder and ending");
        }
    }

    /**
     * For whom a report is written.
     *
     * @param locale in which language, and how its region writes days
     * @param zone in which moments are told
     * @param contact who can stop it, usually a mail address; null when unknown
     */
    public record Reader(
            Locale locale, ZoneId zone, @Nullable String contact) {}

    /**
     * Reads the parameters of the kamelet {@code ranking-report}.
     *
     * @param zone in which moments are told, unless the parameters say otherwise
     * @param contact who can stop the report, unless the parameters say otherwise
     * @throws OperatorMistake naming the parameter, its value and the rule
     */
    public static ReportOptions parse(Options options, ZoneId zone, @Nullable String contact) {
        Reader reader = new Reader(
                locale(options.required("locale").strip()),
                options.text("zone").map(name -> Zones.parse("zone", name)).orElse(zone),
                options.text("contact").map(String::strip).orElse(contact));
        List<String> watch = watch(options);
        return new ReportOptions(
                options.required("template"),
                new Highlights.Wanted(
                        options.count("top"),
                        watch,
                        Notable.parse(options.required("notable")),
                        OnlyIf.among(options, watch).orElse(null)),
                options.is("pictures"),
                reader);
    }

    /**
     * Reads the parameter {@code watch}, which digests have too.
     *
     * @throws OperatorMistake when it names too many
     */
    public static List<String> watch(Options options) {
        List<String> watch = options.text("watch").map(ReportOptions::names).orElse(List.of());
        if (watch.size() > MOST_WATCHED) {
            throw options.mistake(
                    "watch names " + watch.size() + " names; it may name " + MOST_WATCHED + " at the most");
        }
        return watch;
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

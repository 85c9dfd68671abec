package io.rankwire.document.highlight;

import io.rankwire.feed.Period;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** A report's own words, and days and moments, in its reader's {@link Language}. */
public final class Words {
    public static final Words ENGLISH = new Words(Locale.US);

    private final Language language;
    private final ResourceBundle bundle;
    private final List<CompactFigure.Size> compactSizes;

    /** In the language of the locale, or in English throughout where that is not offered. */
    public Words(Locale locale) {
        this.language = Language.of(locale);
        this.bundle = language.words();
        this.compactSizes = CompactFigure.Size.parse(bundle.getString("figures.compact"));
    }

    /** The language of the words. */
    Locale locale() {
        return language.locale();
    }

    /** The same as a tag, for HTML. */
    public String language() {
        return language.locale().getLanguage();
    }

    /**
     * The text of that key, with the values in the places that it has for them.
     *
     * @throws java.util.MissingResourceException if there is no such text
     */
    public String say(String key, @Nullable Object... values) {
        return fill(bundle.getString(key), values);
    }

    /** A pattern with the values in their places. */
    String fill(String pattern, @Nullable Object... values) {
        return new MessageFormat(pattern, locale()).format(values);
    }

    boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** The sizes that a compact figure is told in, the smallest first. */
    List<CompactFigure.Size> compactSizes() {
        return compactSizes;
    }

    /** {@code Week 13, 2026}, a day, or a month. */
    public String period(Period period) {
        String year = Integer.toString(period.first().get(IsoFields.WEEK_BASED_YEAR));
        return switch (period.type()) {
            case DAY -> day("date.full", "date.months", period.first());
            case WEEK ->
                say("period.week", Integer.toString(period.first().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)), year);
            case MONTH ->
                say(
                        "period.month",
                        name("date.months", period.first().getMonthValue()),
                        Integer.toString(period.first().getYear()),
                        Integer.toString(period.first().getMonthValue()));
        };
    }

    /** For a subject and between other words: {@code week 13}, {@code 2026-03-29}, {@code 2026-03}. */
    public String shortPeriod(Period period) {
        return switch (period.type()) {
            case WEEK ->
                say("period.week.short", Integer.toString(period.first().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
            case DAY, MONTH -> period.key();
        };
    }

    /** For a chart, in letters that every font has: {@code W13}, {@code 03-29}, {@code 2026-03}. */
    public static String tick(Period period) {
        return switch (period.type()) {
            case WEEK -> period.key().substring(5);
            case DAY -> period.key().substring(5);
            case MONTH -> period.key();
        };
    }

    /** First and last day. */
    public String dates(Period period) {
        String first = day("date.medium", "date.months.short", period.first());
        return period.first().equals(period.last())
                ? first
                : first + " – " + day("date.medium", "date.months.short", period.last());
    }

    private String day(String pattern, String months, LocalDate day) {
        return say(
                pattern,
                name("date.days", day.getDayOfWeek().getValue()),
                Integer.toString(day.getDayOfMonth()),
                name(months, day.getMonthValue()),
                Integer.toString(day.getYear()),
                Integer.toString(day.getMonthValue()));
    }

    /** One of the names in a list, counted from 1. */
    private String name(String key, int number) {
        return bundle.getString(key).split("\\|", -1)[number - 1];
    }

    /** To the minute, with its zone. */
    public String moment(Instant instant, ZoneId zone) {
        return at("yyyy-MM-dd HH:mm ", instant, zone);
    }

    /** The same, with the day of the week, as the reader writes days. */
    public String longMoment(Instant instant, ZoneId zone) {
        return day("date.full", "date.months", LocalDate.ofInstant(instant, zone)) + at(" · HH:mm ", instant, zone);
    }

    private static String at(String pattern, Instant instant, ZoneId zone) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone).format(instant) + name(zone);
    }

    private static String name(ZoneId zone) {
        return zone.normalized() instanceof java.time.ZoneOffset offset && offset.getTotalSeconds() == 0
                ? "UTC"
                : zone.getId();
    }
}

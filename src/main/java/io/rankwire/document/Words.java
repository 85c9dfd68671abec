package io.rankwire.document;

import io.rankwire.feed.Period;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.ResourceBundle;

/** A report's own words, and days and moments, as the reader writes them. English where a language is not there. */
final class Words {
    private static final ResourceBundle.Control NO_OTHER =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle bundle;

    Words(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle("io.rankwire.document.words", locale, NO_OTHER);
    }

    Locale locale() {
        return locale;
    }

    /** The language of the words, which need not be that of the locale. */
    String language() {
        String language = bundle.getLocale().getLanguage();
        return language.isEmpty()
                ? Locale.ENGLISH.getLanguage()
                : bundle.getLocale().toLanguageTag();
    }

    /**
     * The text of that key, with the values in the places that it has for them.
     *
     * @throws java.util.MissingResourceException if there is no such text
     */
    String say(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), locale).format(values);
    }

    boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** {@code Week 13, 2026}, a day, or a month. */
    String period(Period period) {
        String year = Integer.toString(period.first().get(IsoFields.WEEK_BASED_YEAR));
        return switch (period.type()) {
            case DAY ->
                DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                        .withLocale(named())
                        .format(period.first());
            case WEEK ->
                say("period.week", Integer.toString(period.first().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)), year);
            case MONTH ->
                say(
                        "period.month",
                        period.first().getMonth().getDisplayName(TextStyle.FULL_STANDALONE, named()),
                        Integer.toString(period.first().getYear()),
                        Integer.toString(period.first().getMonthValue()));
        };
    }

    /** For a subject and between other words: {@code week 13}, {@code 2026-03-29}, {@code 2026-03}. */
    String shortPeriod(Period period) {
        return switch (period.type()) {
            case WEEK ->
                say("period.week.short", Integer.toString(period.first().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
            case DAY, MONTH -> period.key();
        };
    }

    /** For a chart, in letters that every font has: {@code W13}, {@code 03-29}, {@code 2026-03}. */
    static String tick(Period period) {
        return switch (period.type()) {
            case WEEK -> period.key().substring(5);
            case DAY -> period.key().substring(5);
            case MONTH -> period.key();
        };
    }

    /** First and last day. */
    String dates(Period period) {
        DateTimeFormatter day =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(named());
        return period.first().equals(period.last())
                ? day.format(period.first())
                : day.format(period.first()) + " – " + day.format(period.last());
    }

    /** To the minute, with its zone. */
    String moment(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm ", Locale.ROOT)
                        .withZone(zone)
                        .format(instant)
                + name(zone);
    }

    /** The same, with the day of the week, as the reader writes days. */
    String longMoment(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                        .withLocale(named())
                        .withZone(zone)
                        .format(instant)
                + DateTimeFormatter.ofPattern(" · HH:mm ", Locale.ROOT)
                        .withZone(zone)
                        .format(instant)
                + name(zone);
    }

    private static String name(ZoneId zone) {
        return zone.normalized() instanceof java.time.ZoneOffset offset && offset.getTotalSeconds() == 0
                ? "UTC"
                : zone.getId();
    }

    /** Names of months and days go with the words around them. */
    private Locale named() {
        return language().startsWith(locale.getLanguage()) ? locale : Locale.forLanguageTag(language());
    }
}

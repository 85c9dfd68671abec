package io.rankwire.feed;

import io.rankwire.text.OperatorMistake;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day, an ISO week or a month that a ranking covers.
 *
 * @param type the length
 * @param first the first day; a Monday for a week, the first of the month for a month
 */
public record Period(PeriodType type, LocalDate first) implements Comparable<Period> {

    private static final Pattern WEEK = Pattern.compile("(\\d{4})-W?(\\d{2})");

    public Period {
        if (!first.equals(start(type, first))) {
            throw new IllegalArgumentException(first + " is not the first day of a " + type.word());
        }
    }

    /** The period of the given length that contains the day. */
    public static Period containing(PeriodType type, LocalDate day) {
        return new Period(type, start(type, day));
    }

    /** The newest period that is over at the moment, in the zone. */
    public static Period newestCompleted(PeriodType type, Instant now, ZoneId zone) {
        return containing(type, LocalDate.ofInstant(now, zone)).minus(1);
    }

    /**
     * Reads {@code 2026-04-06} for a day, {@code 2026-13} or {@code 2026-W13} for an ISO week, {@code 2026-03} for a
     * month. The type decides what {@code 2026-05} means.
     *
     * @throws OperatorMistake naming the text and the form expected
     */
    public static Period parse(PeriodType type, String text) {
        try {
            // Only years of four digits sort as text; java.time reads longer ones behind a sign.
            if (text.startsWith("+") || text.startsWith("-")) {
                throw new DateTimeException("a year has four digits");
            }
            return switch (type) {
                case DAY -> new Period(type, LocalDate.parse(text));
                case WEEK -> parseWeek(text);
                case MONTH -> new Period(type, YearMonth.parse(text).atDay(1));
            };
        } catch (DateTimeException e) {
            throw new OperatorMistake("'" + text + "' is not a " + type.word() + "; write " + form(type), e);
        }
    }

    private static Period parseWeek(String text) {
        Matcher matcher = WEEK.matcher(text);
        if (!matcher.matches()) {
            throw new DateTimeException("not a week");
        }
        return week(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                .orElseThrow(() -> new DateTimeException("no such week"));
    }

    /** The ISO week of that number in a week-based year; empty when the year has none. */
    static Optional<Period> week(int year, int week) {
        // 4 January lies in week 1 of its year by definition (ISO 8601).
        LocalDate monday = LocalDate.of(year, 1, 4)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .plusWeeks(week - 1L);
        return week < 1 || monday.get(IsoFields.WEEK_BASED_YEAR) != year
                ? Optional.empty()
                : Optional.of(new Period(PeriodType.WEEK, monday));
    }

    private static LocalDate start(PeriodType type, LocalDate day) {
        return switch (type) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    private static String form(PeriodType type) {
        return switch (type) {
            case DAY -> "2026-04-06";
            case WEEK -> "2026-W13 (weeks 01 to 52 or 53)";
            case MONTH -> "2026-03";
        };
    }

    /** The last day, inclusive. */
    public LocalDate last() {
        return minus(-1).first().minusDays(1);
    }

    /** The period so many before this one; after it when negative. */
    public Period minus(int periods) {
        ChronoUnit unit =
                switch (type) {
                    case DAY -> ChronoUnit.DAYS;
                    case WEEK -> ChronoUnit.WEEKS;
                    case MONTH -> ChronoUnit.MONTHS;
                };
        return new Period(type, first.minus(periods, unit));
    }

    /** {@code 2026-04-06}, {@code 2026-W13} or {@code 2026-03}: sorts by time, safe in a file name. */
    public String key() {
        return type == PeriodType.WEEK
                ? String.format(Locale.ROOT, "%04d-W%02d", weekYear(), weekOfYear())
                : vendorValue();
    }

    /** The form vendors take: as {@link #key()}, weeks without the W ({@code 2026-13}). */
    public String vendorValue() {
        return switch (type) {
            case DAY -> first.toString();
            case WEEK -> String.format(Locale.ROOT, "%04d-%02d", weekYear(), weekOfYear());
            case MONTH -> YearMonth.from(first).toString();
        };
    }

    /** The week-based year in which the period begins (ISO 8601). */
    int weekYear() {
        return first.get(IsoFields.WEEK_BASED_YEAR);
    }

    /** The number of the ISO week in which the period begins, 1 to 53. */
    int weekOfYear() {
        return first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    /** By first day, then by length. */
    @Override
    public int compareTo(Period other) {
        int byDay = first.compareTo(other.first);
        return byDay != 0 ? byDay : type.compareTo(other.type);
    }

    @Override
    public String toString() {
        return key();
    }
}

package io.rankwire.feed;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads the period that an answer says it is of, in the forms that vendors write: {@code 2026-04-05}, {@code 20260405},
 * {@code 2026-4-5}, {@code 2026/04/05}, each also with a time, and epoch seconds or milliseconds; weeks as
 * {@code 2026-13}, {@code 2026-W13}, {@code 2026-9}, {@code 202609}, {@code 2026W09} or by their Monday; months as
 * {@code 2026-03}, {@code 2026-3}, {@code 202603}, {@code 2026/03} or by their first day.
 */
public final class EchoedPeriod {
    private static final Pattern DAY = Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})");
    private static final Pattern COMPACT_DAY = Pattern.compile("(\\d{4})()(\\d{2})(\\d{2})");
    private static final Pattern DAY_AND_TIME =
            Pattern.compile("(\\S{8,10})[T ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)(\\S*)");
    private static final Pattern WEEK = Pattern.compile("(\\d{4})[-/]?[Ww]?(\\d{1,2})");
    private static final Pattern MONTH = Pattern.compile("(\\d{4})[-/.]?(\\d{1,2})");
    private static final Pattern EPOCH = Pattern.compile("\\d{10}|\\d{13}");

    private EchoedPeriod() {}

    /**
     * The period that the text names; empty when it cannot be told.
     *
     * @param asked the period that was asked for, whose type decides what {@code 2026-05} means
     * @param zone where days begin, for a moment that is no midnight
     */
    public static Optional<Period> read(String text, Period asked, ZoneId zone) {
        String trimmed = text.strip();
        try {
            Optional<LocalDate> day = day(trimmed, zone);
            return day.isPresent() ? day.flatMap(first -> beginningAt(asked.type(), first)) : named(trimmed, asked);
        } catch (DateTimeException e) {
            // 2026-13-40: the form is known, the day does not exist.
            return Optional.empty();
        }
    }

    /** A week that is named by a Wednesday may be another than the ISO week around it. */
    private static Optional<Period> beginningAt(PeriodType type, LocalDate first) {
        Period period = Period.containing(type, first);
        return period.first().equals(first) ? Optional.of(period) : Optional.empty();
    }

    private static Optional<Period> named(String text, Period asked) {
        return switch (asked.type()) {
            case DAY -> Optional.empty();
            case WEEK -> week(text, asked);
            case MONTH -> month(text);
        };
    }

    private static Optional<Period> month(String text) {
        Matcher month = MONTH.matcher(text);
        return month.matches()
                ? Optional.of(new Period(PeriodType.MONTH, LocalDate.of(number(month, 1), number(month, 2), 1)))
                : Optional.empty();
    }

    /**
     * Around New Year a week may go by its calendar year: {@code 2025-01} is also the one that begins on 29 December 2025.
     * Of those that the text may mean it is the one nearest to what was asked for.
     */
    private static Optional<Period> week(String text, Period asked) {
        Matcher week = WEEK.matcher(text);
        if (!week.matches()) {
            return Optional.empty();
        }
        int year = number(week, 1);
        return IntStream.rangeClosed(year - 1, year + 1)
                .mapToObj(weekYear -> Period.week(weekYear, number(week, 2)))
                .flatMap(Optional::stream)
                .filter(period -> period.weekYear() == year || isYearOfADay(year, period))
                .min(Comparator.comparing(period -> Math.abs(ChronoUnit.DAYS.between(period.first(), asked.first()))));
    }

    private static boolean isYearOfADay(int year, Period week) {
        return year == week.first().getYear() || year == week.last().getYear();
    }

    private static Optional<LocalDate> day(String text, ZoneId zone) {
        if (EPOCH.matcher(text).matches()) {
            long epoch = Long.parseLong(text);
            return Optional.of(
                    beginning(text.length() == 10 ? Instant.ofEpochSecond(epoch) : Instant.ofEpochMilli(epoch), zone));
        }
        Matcher timed = DAY_AND_TIME.matcher(text);
        if (!timed.matches()) {
            return plainDay(text);
        }
        Optional<LocalDate> day = plainDay(timed.group(1));
        if (timed.group(3).isEmpty() || day.isEmpty()) {
            return day;
        }
        LocalDateTime local = LocalDateTime.parse(day.get() + "T" + timed.group(2));
        return Optional.of(
                beginning(OffsetDateTime.parse(local + offset(timed.group(3))).toInstant(), zone));
    }

    /** {@code +0800} as {@code +08:00}. */
    private static String offset(String written) {
        return ZoneOffset.of(written).getId();
    }

    private static Optional<LocalDate> plainDay(String text) {
        for (Pattern form : new Pattern[] {DAY, COMPACT_DAY}) {
            Matcher day = form.matcher(text);
            if (day.matches()) {
                return Optional.of(LocalDate.of(number(day, 1), number(day, 3), number(day, 4)));
            }
        }
        return Optional.empty();
    }

    /**
     * The day that a moment stands for. Vendors do not say in which zone their days begin, so a moment on the half hour is
     * taken for the midnight that it is somewhere between 11 hours behind Greenwich and 12 ahead.
     */
    private static LocalDate beginning(Instant moment, ZoneId zone) {
        long afterMidnight =
                Math.floorMod(moment.getEpochSecond(), Duration.ofDays(1).toSeconds());
        if (afterMidnight % Duration.ofMinutes(30).toSeconds() != 0) {
            return LocalDate.ofInstant(moment, zone);
        }
        boolean behind = afterMidnight < Duration.ofHours(12).toSeconds();
        LocalDate inGreenwich = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        return behind ? inGreenwich : inGreenwich.plusDays(1);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}

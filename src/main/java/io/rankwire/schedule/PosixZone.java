package io.rankwire.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A zone's rules for all years to come as POSIX writes them: {@code CET-1CEST,M3.5.0,M10.5.0/3}.
 *
 * @param standard seconds east of Greenwich
 * @param summer what holds for a part of the year; null for none
 */
record PosixZone(int standard, @Nullable Summer summer) {
    private static final String NAME = "(?:<[^>]+>|[A-Za-z]+)";
    private static final String TIME = "([+-]?\\d+(?::\\d+){0,2})";
    private static final String DAY = "([JM]?[\\d.]+)(?:/" + TIME + ")?";
    private static final Pattern ZONE =
            Pattern.compile(NAME + TIME + "(?:" + NAME + TIME + "?," + DAY + "," + DAY + ")?");
    private static final Pattern DATE = Pattern.compile("M(\\d+)\\.(\\d)\\.(\\d)");
    private static final int HOUR = 3_600;

    /**
     * The part of the year in which another offset holds.
     *
     * @param offset seconds east of Greenwich
     * @param from when it begins, by standard time
     * @param until when it ends, by summer time
     */
    record Summer(int offset, Moment from, Moment until) {}

    /**
     * A moment of every year.
     *
     * @param seconds after the day's midnight; may be negative, or more than a day
     */
    public record Moment(String day, int seconds) {
        Instant in(int year, int offset) {
            return date(year)
                    .atStartOfDay()
                    .plusSeconds(seconds)
                    .minusSeconds(offset)
                    .toInstant(ZoneOffset.UTC);
        }

        private LocalDate date(int year) {
            Matcher date = DATE.matcher(day);
            if (date.matches()) {
                return date(year, date.toMatchResult());
            }
            if (day.startsWith("J")) {
                int number = Integer.parseInt(day.substring(1));
                return LocalDate.ofYearDay(year, number > 59 && Year.isLeap(year) ? number + 1 : number);
            }
            return LocalDate.ofYearDay(year, 1).plusDays(Integer.parseInt(day));
        }

        private static LocalDate date(int year, MatchResult date) {
            Month month = Month.of(Integer.parseInt(date.group(1)));
            DayOfWeek day = DayOfWeek.SUNDAY.plus(Integer.parseInt(date.group(3)));
            LocalDate first = LocalDate.of(year, month, 1).with(TemporalAdjusters.nextOrSame(day));
            LocalDate found = first.plusWeeks(Integer.parseInt(date.group(2)) - 1);
            // The fifth of a month is its last.
            return found.getMonth() == month ? found : found.minusWeeks(1);
        }
    }

    /**
     * Reads the rules.
     *
     * @throws IllegalArgumentException naming the text when it says none
     */
    static PosixZone parse(String text) {
        Matcher zone = ZONE.matcher(text);
        if (!zone.matches()) {
            throw new IllegalArgumentException("'" + text + "' are no rules of a time zone");
        }
        int standard = -seconds(zone.group(1));
        if (zone.group(3) == null) {
            return new PosixZone(standard, null);
        }
        int offset = zone.group(2) == null ? standard + HOUR : -seconds(zone.group(2));
        return new PosixZone(
                standard,
                new Summer(offset, moment(zone.group(3), zone.group(4)), moment(zone.group(5), zone.group(6))));
    }

    private static Moment moment(String day, String time) {
        return new Moment(day, time == null ? 2 * HOUR : seconds(time));
    }

    private static int seconds(String text) {
        String[] parts = text.replaceFirst("^[+-]", "").split(":", -1);
        int seconds = 0;
        for (int i = 0; i < 3; i++) {
            seconds = seconds * 60 + (i < parts.length ? Integer.parseInt(parts[i]) : 0);
        }
        return text.startsWith("-") ? -seconds : seconds;
    }

    ZoneOffset offset(Instant moment) {
        return ZoneOffset.ofTotalSeconds(summer != null && isWithin(summer, moment) ? summer.offset() : standard);
    }

    private boolean isWithin(Summer part, Instant moment) {
        int year = moment.atOffset(ZoneOffset.ofTotalSeconds(standard)).getYear();
        Instant from = part.from().in(year, standard);
        Instant until = part.until().in(year, part.offset());
        return from.isBefore(until)
                ? !moment.isBefore(from) && moment.isBefore(until)
                : !moment.isBefore(from) || moment.isBefore(until);
    }
}

package io.rankwire.sandbox.sample;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day, ISO week or month as the vendors write it.
 *
 * @param first its first day
 */
public record RankedPeriod(Type type, LocalDate first) {
    private static final Pattern WEEK = Pattern.compile("(\\d{4})-W?(\\d{2})");

    public enum Type {
        DAY(1),
        WEEK(7),
        MONTH(30);

        private final int days;

        Type(int days) {
            this.days = days;
        }

        /** How many days' trade such a period holds, about. */
        int days() {
            return days;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Type of(String word) {
            return Arrays.stream(values())
                    .filter(type -> type.word().equals(word))
                    .findFirst()
                    .orElseThrow(
                            () -> new BadParameter("date_info.type", "is '" + word + "'; one of day, week, month"));
        }
    }

    public static RankedPeriod of(Type type, String value) {
        try {
            return switch (type) {
                case DAY -> new RankedPeriod(type, LocalDate.parse(value));
                case WEEK -> week(value);
                case MONTH -> new RankedPeriod(type, YearMonth.parse(value).atDay(1));
            };
        } catch (DateTimeException notAPeriod) {
            throw new BadParameter("date_info.value", "is '" + value + "', not a " + type.word());
        }
    }

    private static RankedPeriod week(String value) {
        Matcher matcher = WEEK.matcher(value);
        if (!matcher.matches()) {
            throw new DateTimeException(value);
        }
        LocalDate fourth = LocalDate.of(Integer.parseInt(matcher.group(1)), 1, 4);
        LocalDate inWeek = fourth.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Long.parseLong(matcher.group(2)));
        return containing(Type.WEEK, inWeek);
    }

    public static RankedPeriod containing(Type type, LocalDate day) {
        return new RankedPeriod(
                type,
                switch (type) {
                    case DAY -> day;
                    case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case MONTH -> day.withDayOfMonth(1);
                });
    }

    /** The newest period that ended on or before the given day. */
    public static RankedPeriod endedBy(Type type, LocalDate day) {
        RankedPeriod current = containing(type, day);
        return current.last().isAfter(day) ? current.previous() : current;
    }

    public RankedPeriod previous() {
        return containing(type, first.minusDays(1));
    }

    public LocalDate last() {
        return switch (type) {
            case DAY -> first;
            case WEEK -> first.plusDays(6);
            case MONTH -> first.with(TemporalAdjusters.lastDayOfMonth());
        };
    }

    /** Counts periods of a type: one more than that of the period before. */
    long ordinal() {
        return switch (type) {
            case DAY -> first.toEpochDay();
            case WEEK -> Math.floorDiv(first.toEpochDay(), 7L);
            case MONTH -> ChronoUnit.MONTHS.between(YearMonth.of(1970, 1), YearMonth.from(first));
        };
    }

    /** As FastMoss echoes it: {@code 2026-04-06}, {@code 2026-13}, {@code 2026-04}. */
    public String value() {
        return switch (type) {
            case DAY -> first.toString();
            case WEEK ->
                String.format(
                        Locale.ROOT,
                        "%04d-%02d",
                        first.get(IsoFields.WEEK_BASED_YEAR),
                        first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> YearMonth.from(first).toString();
        };
    }
}

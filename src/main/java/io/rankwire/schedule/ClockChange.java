package io.rankwire.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A day on which the clocks jump over times at which a schedule is due, or show them twice.
 *
 * @param transition how the clocks change
 * @param times of the schedule that are left out or come twice
 * @param due when the schedule is due at them all the same
 * @param next when it is due after that
 */
public record ClockChange(
        Schedule schedule,
        ZoneOffsetTransition transition,
        List<LocalTime> times,
        List<Instant> due,
        Optional<Instant> next) {
    private static final Duration YEAR = Duration.ofDays(366);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm xxx");
    /** A schedule that is due so often in a day loses nothing by an hour. */
    private static final int OFTEN = 24;

    public ClockChange {
        times = List.copyOf(times);
        due = List.copyOf(due);
    }

    /** The times at which the clocks of the next year change in a way that matters to a schedule. */
    public static List<ClockChange> of(Schedule schedule, Instant now) {
        List<ClockChange> changes = new ArrayList<>();
        ZoneOffsetTransition transition = schedule.zone().getRules().nextTransition(now);
        while (transition != null && transition.getInstant().isBefore(now.plus(YEAR))) {
            of(schedule, transition).ifPresent(changes::add);
            transition = schedule.zone().getRules().nextTransition(transition.getInstant());
        }
        return changes;
    }

    private static Optional<ClockChange> of(Schedule schedule, ZoneOffsetTransition transition) {
        boolean gap = transition.isGap();
        LocalDateTime from = gap ? transition.getDateTimeBefore() : transition.getDateTimeAfter();
        LocalDateTime until = gap ? transition.getDateTimeAfter() : transition.getDateTimeBefore();
        List<LocalTime> times = onClocks(schedule, from, until);
        if (times.isEmpty() || onClocks(schedule, until.minusDays(1), until).size() >= OFTEN) {
            return Optional.empty();
        }
        Instant at = transition.getInstant();
        Duration length = transition.getDuration().abs();
        List<Instant> due = gap
                ? List.of()
                : schedule.due(
                        OFTEN, at.minus(length).minusMillis(1), at.plus(length).minusMillis(1));
        Instant last = due.isEmpty() ? at.minusMillis(1) : due.get(due.size() - 1);
        return Optional.of(new ClockChange(schedule, transition, times, due, schedule.after(last)));
    }

    /** The times at which clocks that never change would have it due. */
    private static List<LocalTime> onClocks(Schedule schedule, LocalDateTime from, LocalDateTime until) {
        return new Schedule(schedule.cron(), ZoneOffset.UTC)
                        .due(
                                OFTEN,
                                from.toInstant(ZoneOffset.UTC).minusMillis(1),
                                until.toInstant(ZoneOffset.UTC).minusMillis(1))
                        .stream()
                        .map(moment -> LocalTime.ofInstant(moment, ZoneOffset.UTC))
                        .toList();
    }

    /** What will happen, in a sentence. */
    public String says() {
        String first = times.get(0) + (times.size() == 1 ? "" : " and " + (times.size() - 1) + " more");
        return "on " + transition.getDateTimeBefore().toLocalDate() + " the clocks of "
                + schedule.zone().getId()
                + " go from " + transition.getDateTimeBefore().toLocalTime() + " to "
                + transition.getDateTimeAfter().toLocalTime()
                + (transition.isGap()
                        ? " and leave out " + first + ", so it is not due then"
                        : " and show " + first + " twice; it is due at " + dueTimes())
                + next.map(moment -> ", and then on " + MOMENT.format(at(moment)))
                        .orElse("");
    }

    private String dueTimes() {
        return due.isEmpty()
                ? "neither"
                : due.stream().limit(3).map(moment -> TIME.format(at(moment))).collect(Collectors.joining(", "));
    }

    private ZonedDateTime at(Instant moment) {
        return moment.atZone(schedule.zone());
    }
}

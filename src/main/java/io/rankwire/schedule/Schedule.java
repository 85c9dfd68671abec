package io.rankwire.schedule;

import io.rankwire.feed.Zones;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/**
 * When something is due: a cron expression in a time zone.
 *
 * @param zone whose clocks it means, through winter and summer
 */
public record Schedule(Cron cron, ZoneId zone) {
    /** The option of Camel's component {@code quartz} that names the zone. */
    public static final String ZONE = "trigger.timeZone";

    /**
     * Reads a schedule.
     *
     * @param zone null for that of the machine, as Quartz has it
     * @throws io.rankwire.text.OperatorMistake naming what cannot be read
     */
    public static Schedule parse(String cron, @Nullable String zone) {
        Schedule schedule =
                new Schedule(new Cron(cron), zone == null ? ZoneId.systemDefault() : Zones.parse(ZONE, zone));
        schedule.expression();
        return schedule;
    }

    private CronExpression expression() {
        return cron.expression(zone);
    }

    /** The first moment after the given one at which it is due; empty for never again. */
    public Optional<Instant> after(Instant moment) {
        return next(expression(), moment);
    }

    private static Optional<Instant> next(CronExpression expression, Instant moment) {
        return Optional.ofNullable(expression.getNextValidTimeAfter(Date.from(moment)))
                .map(Date::toInstant);
    }

    /** The next moments at which it is due; fewer when there are no more. */
    public List<Instant> next(int count, Instant from) {
        return due(count, from, Instant.MAX);
    }

    /** The moments after {@code from}, and not after {@code until}, at which it is due, the first of them. */
    public List<Instant> due(int most, Instant from, Instant until) {
        CronExpression expression = expression();
        List<Instant> due = new ArrayList<>();
        Optional<Instant> next = next(expression, from);
        while (due.size() < most && next.isPresent() && !next.get().isAfter(until)) {
            due.add(next.get());
            next = next(expression, next.get());
        }
        return due;
    }

    /** The newest moment after {@code from}, and not after {@code until}, at which it was due; empty for none. */
    public Optional<Instant> latest(Instant from, Instant until) {
        CronExpression expression = expression();
        Optional<Instant> latest = Optional.empty();
        for (Optional<Instant> next = next(expression, from);
                next.isPresent() && !next.get().isAfter(until);
                next = next(expression, next.get())) {
            latest = next;
        }
        return latest;
    }
}

package io.rankwire.camel;

import io.rankwire.text.OperatorMistake;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * When something is due: a cron expression in a time zone, read by the very parser that fires it.
 *
 * @param cron of Quartz, seconds first: {@code 0 0 8 ? * MON}
 * @param zone whose clocks it means, through winter and summer
 */
record Schedule(String cron, ZoneId zone) {

    /**
     * Reads a schedule.
     *
     * @throws OperatorMistake naming what cannot be read
     */
    static Schedule parse(String cron, String zone) {
        try {
            // An unknown zone would be taken for Greenwich without a word.
            Schedule schedule = new Schedule(cron, ZoneId.of(zone));
            schedule.expression();
            return schedule;
        } catch (DateTimeException e) {
            throw new OperatorMistake(
                    "trigger.timeZone is '" + zone + "'; it must be a time zone such as UTC or Europe/Berlin", e);
        }
    }

    private CronExpression expression() {
        try {
            CronExpression expression = new CronExpression(cron);
            expression.setTimeZone(TimeZone.getTimeZone(zone));
            return expression;
        } catch (ParseException e) {
            throw new OperatorMistake(
                    "cron is '" + cron + "': " + e.getMessage() + "; Mondays at eight are 0 0 8 ? * MON", e);
        }
    }

    /** The first moment after the given one at which it is due; empty for never again. */
    Optional<Instant> after(Instant moment) {
        return Optional.ofNullable(expression().getNextValidTimeAfter(Date.from(moment)))
                .map(Date::toInstant);
    }

    /** The newest moment after {@code from}, and not after {@code until}, at which it was due; empty for none. */
    Optional<Instant> latest(Instant from, Instant until) {
        Optional<Instant> latest = Optional.empty();
        for (Optional<Instant> next = after(from);
                next.isPresent() && !next.get().isAfter(until);
                next = after(next.get())) {
            latest = next;
        }
        return latest;
    }
}

package io.rankwire.operator.plan;

import io.rankwire.schedule.Schedule;
import io.rankwire.text.OperatorMistake;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.util.TimeUtils;

/** When a feed asks: what its {@code timer} or {@code quartz} is set to. */
public sealed interface Trigger {
    /** More than that in a week say as much as a part of them. */
    int MOST_COUNTED = 2_000;

    /** As Camel sets it up that is told nothing. */
    TimerEndpoint UNSET = new TimerEndpoint();

    Duration DAY = Duration.ofDays(1);
    Duration WEEK = Duration.ofDays(7);

    /** Every so often, from the start of the program on. */
    record Every(Duration period, Duration delay) implements Trigger {}

    /** At certain times of the clock. */
    record Clocked(Schedule schedule) implements Trigger {}

    /** The next moments at which the feed asks if the program starts now; fewer when there are no more. */
    default List<Instant> next(int count, Instant now) {
        List<Instant> moments = new ArrayList<>();
        if (this instanceof Every every) {
            Instant moment = now.plus(every.delay());
            for (int i = 0; i < count; i++) {
                moments.add(moment);
                moment = moment.plus(every.period());
            }
        } else if (this instanceof Clocked clocked) {
            return clocked.schedule().next(count, now);
        }
        return moments;
    }

    /** How often it comes on an average day. */
    default BigDecimal perDay(Instant now) {
        if (this instanceof Every every) {
            return BigDecimal.valueOf(DAY.toMillis())
                    .divide(BigDecimal.valueOf(Math.max(1, every.period().toMillis())), 6, RoundingMode.HALF_UP);
        }
        List<Instant> due =
                this instanceof Clocked clocked ? clocked.schedule().due(MOST_COUNTED, now, now.plus(WEEK)) : List.of();
        Duration counted = due.size() == MOST_COUNTED ? Duration.between(now, due.get(due.size() - 1)) : WEEK;
        return BigDecimal.valueOf(due.size() * DAY.toMillis())
                .divide(BigDecimal.valueOf(counted.toMillis()), 6, RoundingMode.HALF_UP);
    }

    /** Whose clocks it goes by; empty when by none. */
    default Optional<ZoneId> zone() {
        return this instanceof Clocked clocked ? Optional.of(clocked.schedule().zone()) : Optional.empty();
    }

    /** How long there is between two of them at the least. */
    default Duration shortest(Instant now) {
        List<Instant> moments = next(12, now);
        Duration shortest = Duration.ofDays(365);
        for (int i = 1; i < moments.size(); i++) {
            Duration gap = Duration.between(moments.get(i - 1), moments.get(i));
            shortest = gap.compareTo(shortest) < 0 ? gap : shortest;
        }
        return shortest;
    }

    /**
     * Reads what an input is set to; empty when it is neither a timer nor a clock. A clock that is told no zone goes by
     * that of the machine, as Camel has it.
     *
     * @param options with placeholders resolved
     * @throws OperatorMistake when a value is no duration, no cron expression or no zone
     */
    static Optional<Trigger> of(String scheme, Map<String, String> options) {
        return switch (scheme) {
            case "timer" ->
                Optional.of(new Every(
                        millis("period", options.getOrDefault("period", Long.toString(UNSET.getPeriod()))),
                        millis("delay", options.getOrDefault("delay", Long.toString(UNSET.getDelay())))));
            case "quartz" ->
                Optional.ofNullable(options.get("cron"))
                        .map(cron -> new Clocked(Schedule.parse(cron, options.get(Schedule.ZONE))));
            default -> Optional.empty();
        };
    }

    private static Duration millis(String name, String text) {
        try {
            return Duration.ofMillis(TimeUtils.toMilliSeconds(text.strip()));
        } catch (IllegalArgumentException e) {
            throw new OperatorMistake(name + " is '" + text + "'; it must be a duration such as 30s, 5m or 1h", e);
        }
    }
}

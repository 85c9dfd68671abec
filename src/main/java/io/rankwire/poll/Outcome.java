package io.rankwire.poll;

import io.rankwire.feed.Period;
import io.rankwire.ranking.Snapshot;
import java.time.Instant;

/** How a poll ended. */
public sealed interface Outcome {

    /** Every page is there; the snapshot waits to be sealed. */
    record Fetched(Period period) implements Outcome {}

    /** There was nothing to fetch: the period is there already. */
    record Known(Snapshot snapshot) implements Outcome {}

    /** What is there was looked at again and is as it was. */
    record Unchanged(Snapshot snapshot) implements Outcome {}

    /**
     * Nothing is published yet of any period that may be asked for.
     *
     * @param late true once, when the operator's deadline for the newest has passed
     */
    record Pending(Period newest, boolean late) implements Outcome {}

    /**
     * The run broke off; what was paid for is kept.
     *
     * @param reason one line for the operator
     * @param resumeAt before this it is not taken up again
     */
    record Suspended(Period period, String reason, Instant resumeAt) implements Outcome {}

    /** Another poll of the same series is under way. */
    record Busy() implements Outcome {}
}

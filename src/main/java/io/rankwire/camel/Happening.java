package io.rankwire.camel;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Something that an observer may want to know the moment it happens. */
public sealed interface Happening {

    /** A feed's timer fired, or somebody polled it by hand. */
    record PollBegan(String feed, Instant at) implements Happening {}

    /**
     * A poll of one series of a feed ended.
     *
     * @param account that paid
     * @param outcome one word of few: fetched, known, unchanged, pending, failed, busy
     */
    record PollEnded(String feed, String account, String outcome, Work work, Duration took) implements Happening {}

    /**
     * What a poll did.
     *
     * @param credits spent, in the vendor's unit
     */
    record Work(int pages, int rows, int requests, int credits) {}

    /**
     * A vendor was asked for a page.
     *
     * @param outcome one word of few, such as page, throttled, faltered
     */
    record Asked(String account, String outcome, Duration took) implements Happening {}

    /** A request had to wait for its turn. */
    record Waited(String account, Duration pause) implements Happening {}

    /**
     * A delivery was attempted.
     *
     * @param outcome one word of few: delivered, failed, dead, skipped
     */
    record Attempted(String feed, String sink, String outcome, Duration took) implements Happening {}

    /** Something on a topic of the bus could not be read, and was skipped. */
    record Unreadable(String topic) implements Happening {}

    /** An operator's file was loaded, swapped, refused, set to wait or let go. */
    record FileChanged(Path file) implements Happening {}
}

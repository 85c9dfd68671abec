package io.rankwire.event;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Something that an observer may want to know the moment it happens. */
public sealed interface ProgramEvent {

    /** A feed was polled, by its timer or by hand. */
    record PollBegan(String feed, Instant at) implements ProgramEvent {}

    /**
     * Nothing more comes of a poll that began.
     *
     * @param broke whether it ended over a fault of the feed's own steps or of the store
     */
    record PollOver(String feed, boolean broke) implements ProgramEvent {}

    /**
     * A ranking was sealed, together with its deliveries.
     *
     * @param run which is the snapshot's id from then on
     */
    record Sealed(String feed, long run, int rows, Duration took) implements ProgramEvent {}

    /**
     * A poll of one series of a feed ended.
     *
     * @param account that paid
     * @param outcome one word of few: fetched, known, unchanged, pending, failed, busy
     */
    record PollEnded(String feed, String account, String outcome, Work work, Duration took) implements ProgramEvent {}

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
    record Asked(Page page, String account, String outcome, Duration took) implements ProgramEvent {}

    /**
     * Which page it is.
     *
     * @param number from 1
     */
    record Page(String feed, long run, int number) {}

    /** A request had to wait for its turn. */
    record Waited(String feed, String account, Duration pause) implements ProgramEvent {}

    /**
     * A delivery was attempted.
     *
     * @param outcome one word of few: delivered, failed, dead, skipped
     */
    record Attempted(Attempt attempt, String outcome, Duration took) implements ProgramEvent {}

    /**
     * Which attempt at which delivery it is.
     *
     * @param run the snapshot that is delivered
     * @param number from 1
     */
    record Attempt(String feed, long run, String sink, long delivery, int number) {}

    /** Something on a topic of the bus could not be read, and was skipped. */
    record Unreadable(String topic) implements ProgramEvent {}

    /** An operator's file was loaded, swapped, refused, set to wait or let go. */
    record FileChanged(Path file) implements ProgramEvent {}
}

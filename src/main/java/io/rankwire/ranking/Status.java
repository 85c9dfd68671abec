package io.rankwire.ranking;

import java.util.Locale;

/** What a snapshot is. */
public enum Status {
    /** Some of its pages are there; the run goes on, now or at the next poll. */
    FETCHING,
    /** The vendor has not published the period yet. */
    PENDING,
    /** The run broke off; its pages are kept and the next poll goes on behind them. */
    FAILED,
    /** Everything that the vendor publishes of it, as deep as it answers and the feed asks. */
    COMPLETE,
    /** The vendor ended it before its own total. */
    PARTIAL;

    /** The word in listings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Status of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether it is finished, so that it may be delivered and is not fetched again. */
    public boolean sealed() {
        return this == COMPLETE || this == PARTIAL;
    }
}

package io.rankwire.poll;

/** How much a poll is asked to do. */
public enum Demand {
    /** What is due. A run that was put down rests until its time has come, and what is there is not bought again. */
    DUE,
    /**
     * What is due, and a run that rests or that the program ended with: an operator knows better than the vendor's
     * {@code Retry-After}.
     */
    NOW,
    /** Like {@link #NOW}, and the newest ranking there is is bought once more, to find what was changed in it since. */
    RECHECK
}

package io.rankwire.account;

import java.time.Duration;

/** Requests a second an account, over all its feeds. After a vendor said that it was too fast, a fraction of that. */
public interface Pace {
    /** After so long without {@link #slowDown}, an account's pace doubles again, up to its own. */
    Duration RECOVERY = Duration.ofMinutes(10);

    /** How many times slower than its own pace an account goes at the most. */
    int SLOWEST = 8;

    /** Takes the next place in the account's line and says how long to wait for it. */
    Duration take(Account account);

    /** Halves the account's pace. */
    void slowDown(Account account);
}

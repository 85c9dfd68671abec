package io.rankwire.account;

import io.rankwire.source.Endpoint;

/** What an account may still spend in this calendar month. */
public interface Budget {
    /**
     * What is about to be asked for.
     *
     * @param feed who asks
     * @param share how much of the account's limit that feed may use, in percent
     * @param unit what the vendor counts
     * @param amount how many of them
     */
    record Purchase(String feed, int share, Endpoint.Unit unit, int amount) {}

    /**
     * Takes an amount before it is spent, so that a crash counts it as spent rather than spending it twice.
     *
     * @return false, and nothing is taken, when the account's limit or the feed's share of it would be passed
     */
    boolean take(Account account, Purchase purchase);

    /** Gives back what was taken for a request that never reached the vendor. */
    void giveBack(Account account, Purchase purchase);
}

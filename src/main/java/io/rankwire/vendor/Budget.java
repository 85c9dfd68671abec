package io.rankwire.vendor;

/** What an account may still spend in this calendar month. */
public interface Budget {
    /**
     * Takes an amount before it is spent, so that a crash counts it as spent rather than spending it twice.
     *
     * @return false, and nothing is taken, when the account's limit would be passed
     */
    boolean take(Account account, Endpoint.Unit unit, int amount);
}

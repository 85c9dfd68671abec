package io.rankwire.ranking;

import io.rankwire.feed.Feed;
import io.rankwire.vendor.Account;
import io.rankwire.vendor.Budget;
import io.rankwire.vendor.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Pays for a feed's requests.
 *
 * @param endpoint what is bought
 */
record Purchases(Polls polls, Feed feed, Endpoint endpoint) {

    private Account account() {
        return polls.account(feed);
    }

    private Budget.Purchase one() {
        return new Budget.Purchase(feed.name(), feed.terms().share(), endpoint.unit(), endpoint.cost());
    }

    /** Why nothing can be bought from the account at all; empty when it can. */
    Optional<String> stopped() {
        return polls.store
                .untilDone(() -> polls.stopped.find(account(), polls.spending.accounts()))
                .map(stopped -> isStopped(account(), stopped.reason()));
    }

    private static String isStopped(Account account, String reason) {
        return "account " + account.name() + " is stopped: " + reason;
    }

    /** Takes the cost of a request from the budget; why that cannot be done, or empty when it is done. */
    Optional<String> take() {
        // What is taken twice because the connection was lost counts as spent.
        return polls.store.untilDone(() -> polls.spending.budget().take(account(), one()))
                ? Optional.empty()
                : Optional.of("the budget of account " + account().name() + " for this month is used up");
    }

    /** Takes a place in the account's line and says how long to wait for it. */
    Duration line() {
        return polls.store.untilDone(() -> polls.spending.pace().take(account()));
    }

    void slowDown() {
        polls.store.untilDone(() -> {
            polls.spending.pace().slowDown(account());
            return true;
        });
    }

    /** Notes at the run that a request was made. */
    void count(Run run) {
        count(run, 1);
    }

    /** Takes back a request that never reached the vendor. */
    void giveBack(Run run) {
        count(run, -1);
        polls.spending.budget().giveBack(account(), one());
    }

    private void count(Run run, int requests) {
        run.requests += requests;
        run.credits += endpoint.unit() == Endpoint.Unit.CREDITS ? requests * endpoint.cost() : 0;
    }

    /** Has nobody ask the account until somebody does something; says so in a line for the operator. */
    String stop(String reason) {
        return stop(reason, Instant.MAX);
    }

    /** Has nobody ask the account for the rest of the month; says so in a line for the operator. */
    String stopThisMonth(String reason) {
        ZoneId zone = feed.when().zone();
        YearMonth next = YearMonth.from(polls.clock.instant().atZone(zone)).plusMonths(1);
        return stop(reason, next.atDay(1).atStartOfDay(zone).toInstant());
    }

    private String stop(String reason, Instant until) {
        polls.store.untilDone(() -> {
            polls.stopped.stop(account(), polls.spending.accounts(), reason, until);
            return true;
        });
        return isStopped(account(), reason);
    }
}

package io.rankwire.poll;

import io.rankwire.account.Account;
import io.rankwire.account.Budget;
import io.rankwire.account.StoppedAccounts;
import io.rankwire.feed.Feed;
import io.rankwire.source.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

/** Pays for the requests of one poll, and counts them. For one poll and its thread. */
final class Purchases {
    private final Polls polls;
    private final Feed feed;
    private final Endpoint endpoint;
    private int requests;

    /** @param endpoint what is bought */
    Purchases(Polls polls, Feed feed, Endpoint endpoint) {
        this.polls = polls;
        this.feed = feed;
        this.endpoint = endpoint;
    }

    /** Requests so far. */
    int requests() {
        return requests;
    }

    /** Credits so far. */
    int credits() {
        return credits(requests);
    }

    private Account account() {
        return polls.account(feed);
    }

    private Budget.Purchase one() {
        return new Budget.Purchase(feed.name(), feed.terms().share(), endpoint.unit(), endpoint.cost());
    }

    /**
     * The next request's turn.
     *
     * @param refusal why nothing can be bought; empty when it can
     * @param pause until the request may go
     */
    record Turn(Optional<String> refusal, Duration pause) {

        private static Turn refused(String reason) {
            return new Turn(Optional.of(reason), Duration.ZERO);
        }
    }

    /** Takes the cost of a request from the budget, and a place in the account's line. */
    Turn takeTurn() {
        // Looked up once: behind its settings there may be a vault.
        Account account = account();
        Turn look = look(account);
        if (look.refusal().isPresent()) {
            return look;
        }
        // What is taken twice because the connection was lost counts as spent.
        if (!polls.store.untilDone(() -> polls.spending.budget().take(account, one()))) {
            return Turn.refused("the budget of account " + account.name() + " for this month is used up");
        }
        return new Turn(
                Optional.empty(),
                polls.store.untilDone(() -> polls.spending.pace().take(account)));
    }

    /** Only asks whether anything can be bought from the account at all. */
    Turn look() {
        return look(account());
    }

    private Turn look(Account account) {
        Optional<StoppedAccounts.Stopped> stopped =
                polls.store.untilDone(() -> polls.stopped.find(account, polls.spending.accounts()));
        return new Turn(stopped.map(found -> isStopped(account, found.reason())), Duration.ZERO);
    }

    private static String isStopped(Account account, String reason) {
        return "account " + account.name() + " is stopped: " + reason;
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
        forgoTurn();
    }

    /** Takes back the cost of a request that was never made. */
    void forgoTurn() {
        polls.spending.budget().giveBack(account(), one());
    }

    private void count(Run run, int more) {
        requests += more;
        run.requests += more;
        run.credits += credits(more);
    }

    private int credits(int asked) {
        return endpoint.unit() == Endpoint.Unit.CREDITS ? asked * endpoint.cost() : 0;
    }

    /** Stops all requests of the account until an operator acts; the reason, in one line. */
    String stop(String reason) {
        return stop(reason, Instant.MAX);
    }

    /** Stops all requests of the account for the rest of the month; the reason, in one line. */
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

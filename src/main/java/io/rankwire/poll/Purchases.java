package io.rankwire.poll;

import io.rankwire.account.Account;
import io.rankwire.account.Budget;
import io.rankwire.account.Concurrency;
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

    /** A request's turn. */
    sealed interface Turn {
        /** How long to wait because of it. */
        default Duration pause() {
            return Duration.ZERO;
        }

        /** There is none to be had now. */
        record None(Duration pause) implements Turn {}

        /** Nothing can be bought. */
        record Refused(String reason) implements Turn {}

        /**
         * The request may go, and is paid for.
         *
         * @param pause until then
         */
        record Taken(Account account, Concurrency.Lane lane, Duration pause) implements Turn {}
    }

    /**
     * Takes one of the account's lanes, the cost of a request from its budget, and a place in its line.
     *
     * @param ahead whether the request is not worth waiting for a lane
     */
    Turn takeTurn(boolean ahead) {
        // Looked up once: behind its settings there may be a vault.
        Account account = account();
        try {
            Optional<Concurrency.Lane> lane =
                    ahead ? polls.concurrency.takeIfFree(account) : Optional.of(polls.concurrency.take(account));
            return lane.isPresent() ? takeTurn(account, lane.get()) : new Turn.None(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a turn of account " + account.name(), e);
        }
    }

    private Turn takeTurn(Account account, Concurrency.Lane lane) {
        boolean taken = false;
        try {
            Optional<String> refusal = refusal(account);
            if (refusal.isPresent()) {
                return new Turn.Refused(refusal.get());
            }
            // What is taken twice because the connection was lost counts as spent.
            if (!polls.store.untilDone(() -> polls.spending.budget().take(account, one()))) {
                return new Turn.Refused("the budget of account " + account.name() + " for this month is used up");
            }
            taken = true;
            return new Turn.Taken(account, lane, polls.store.untilDone(() -> polls.spending
                    .pace()
                    .take(account)));
        } finally {
            if (!taken) {
                lane.close();
            }
        }
    }

    /** Why nothing can be bought from the account at all; empty when it can. */
    Optional<String> refusal() {
        return refusal(account());
    }

    private Optional<String> refusal(Account account) {
        return polls.store
                .untilDone(() -> polls.stopped.find(account, polls.spending.accounts()))
                .map(found -> isStopped(account, found.reason()));
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
        polls.spending.budget().giveBack(account(), one());
    }

    /** Takes back the cost of a request that was never made. */
    void forgo(Turn.Taken turn) {
        turn.lane().close();
        polls.spending.budget().giveBack(turn.account(), one());
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

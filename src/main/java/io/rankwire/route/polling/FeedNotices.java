package io.rankwire.route.polling;

import io.rankwire.account.StoppedAccounts;
import io.rankwire.delivery.OperatorNotices;
import io.rankwire.delivery.OperatorNotices.Kind;
import io.rankwire.feed.Feed;
import io.rankwire.poll.Outcome;
import java.util.Optional;

/** Has the operator told when a feed does not get its ranking, and when it gets it again. */
public final class FeedNotices {
    private final OperatorNotices notices;
    private final StoppedAccounts accounts;

    public FeedNotices(OperatorNotices notices, StoppedAccounts accounts) {
        this.notices = notices;
        this.accounts = accounts;
    }

    /**
     * A poll of the feed ended.
     *
     * @param requests that the vendor was asked
     */
    void ended(Feed feed, Outcome outcome, int requests) {
        if (outcome instanceof Outcome.Suspended down) {
            suspend(feed, down);
        } else if (!(outcome instanceof Outcome.Busy)) {
            notices.over(Kind.FEED_STOPPED, feed.label());
            goesOn(feed, outcome, requests);
        }
    }

    private void suspend(Feed feed, Outcome.Suspended down) {
        String account = feed.terms().account();
        Optional<StoppedAccounts.Stopped> stopped = accounts.list().stream()
                .filter(other -> other.account().equals(account))
                .findFirst();
        if (stopped.isPresent()) {
            notices.raise(Kind.ACCOUNT_STOPPED, account, """
                    The vendor refused account %s: %s
                    No feed of it is polled. Change its settings in config/rankwire.properties, or have it asked again:
                      rankwire budget resume %s""".formatted(
                            account, stopped.get().reason(), account));
        } else {
            notices.raise(Kind.FEED_STOPPED, feed.label(), """
                    The ranking of %s cannot be fetched: %s
                    It is tried again by its timer, and nothing that was paid for is lost. To try now:
                      rankwire poll %s""".formatted(down.period(), down.reason(), feed.name()));
        }
    }

    private void goesOn(Feed feed, Outcome outcome, int requests) {
        if (requests > 0) {
            notices.over(Kind.ACCOUNT_STOPPED, feed.terms().account());
        }
        if (outcome instanceof Outcome.Known && requests > 0) {
            notices.over(Kind.PERIOD_LATE, feed.label());
        } else if (outcome instanceof Outcome.Pending pending && pending.late()) {
            notices.raise(Kind.PERIOD_LATE, feed.label(), """
                    The vendor has not published %s, and its deadline has passed (publishDeadline of the feed).
                    It is asked for by the feed's timer as before.""".formatted(pending.newest()));
        }
    }
}

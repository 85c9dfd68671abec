package io.rankwire.poll;

import io.rankwire.account.Account;
import io.rankwire.account.Accounts;
import io.rankwire.account.Budget;
import io.rankwire.account.Concurrency;
import io.rankwire.account.Pace;
import io.rankwire.account.StoppedAccounts;
import io.rankwire.feed.Feed;
import io.rankwire.poll.asking.Backoff;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.source.Requests;
import io.rankwire.source.Source;
import io.rankwire.source.page.PageReader;
import io.rankwire.store.Store;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/** What all polls work with. Safe for use by many threads; one poll is not. */
public final class Polls {
    final Store store;
    final Runs runs;
    final SpooledPages spool;
    final Corrections corrections;
    final Snapshots snapshots;
    final Claims claims;
    final StoppedAccounts stopped;
    final Spending spending;
    final Concurrency concurrency = new Concurrency();
    final Clock clock;
    final Backoff backoff;
    private final Map<Source, Asking> askings = new ConcurrentHashMap<>();

    /** What a request costs and how fast it may go. */
    public record Spending(Accounts accounts, Budget budget, Pace pace) {}

    public Polls(Store store, Spending spending, Clock clock, Backoff backoff) {
        this.store = store;
        this.runs = new Runs(store, clock);
        this.spool = new SpooledPages(store.address().home().resolve("data/spool/pages"));
        this.corrections = new Corrections(store, clock);
        this.snapshots = new Snapshots(store);
        this.claims = new Claims(store, clock);
        this.stopped = new StoppedAccounts(store, clock);
        this.spending = spending;
        this.clock = clock;
        this.backoff = backoff;
    }

    /** How a source is asked and read, made once a source. */
    record Asking(Source source, Requests requests, PageReader reader) {}

    Asking asking(Source source) {
        return askings.computeIfAbsent(source, s -> new Asking(s, new Requests(s), new PageReader(s.endpoint())));
    }

    Account account(Feed feed) {
        return spending.accounts().account(feed.account());
    }

    /** What else is to be written in the transaction that seals a snapshot. */
    @FunctionalInterface
    public interface WithSeal {
        void write(Handle handle, Snapshot snapshot);
    }
}

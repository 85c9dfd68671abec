package io.rankwire.poll;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.ranking.Flag;
import io.rankwire.ranking.Snapshots;
import io.rankwire.ranking.Status;
import io.rankwire.source.Endpoint;
import io.rankwire.source.endpoint.PagingForm;
import io.rankwire.source.page.PageResult;
import io.rankwire.source.page.Paging;
import io.rankwire.store.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the runs of a series as long as the series is held. Whatever it writes is one transaction that begins with a
 * look at the claim; every method that writes says whether it did, and writes nothing once another process has the series.
 */
record ClaimedRuns(Polls polls, Feed feed, Endpoint endpoint, Claims.Claim claim) {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.poll");

    /** Writes what may be written twice. */
    private boolean write(Consumer<Handle> writing) {
        return polls.store.untilDone(() -> writeOnce(writing));
    }

    private boolean writeOnce(Consumer<Handle> writing) {
        return polls.store.jdbi().inTransaction(handle -> {
            boolean held = polls.claims.renew(handle, claim);
            if (held) {
                writing.accept(handle);
            }
            return held;
        });
    }

    /** Begins to fetch a period; empty when another process has the series. */
    Optional<Run> begin(Period period, int revision) {
        return polls.store.jdbi().inTransaction(handle -> {
            if (!polls.claims.renew(handle, claim)) {
                return Optional.empty();
            }
            Run run = polls.runs.begin(handle, claim.seriesId(), feed, new Runs.Start(period, revision, endpoint));
            run.baseline = Runs.newestBefore(handle, claim.seriesId(), period);
            return Optional.of(run);
        });
    }

    /** The rows of a page that are new to the run, with their places in the ranking. */
    List<NumberedRow> number(Run run, PageResult.Page page) {
        int sort = endpoint.sortColumn(feed.series().scope().get(Endpoint.ORDER_BY))
                .orElse(-1);
        Numbering numbering = new Numbering(run, sort, feed.limits().maxRows());
        Set<String> known =
                untilDone(run, () -> polls.store.jdbi().withHandle(handle -> numbering.known(handle, page)));
        return numbering.number(known, page);
    }

    /**
     * Stores a page with what row steps made of its rows, and notes how far the run has come with it.
     *
     * @return the run as it is stored; empty when another process has the series
     */
    Optional<Run> append(Run run, PageResult.Page page, List<NumberedRow> rows) {
        count(run, page, rows);
        Runs.PagePaid paid = new Runs.PagePaid(page.echo().requestId(), warnings(run, page));
        try {
            return writeOnce(handle -> polls.runs.append(handle, run, rows, paid))
                    ? Optional.of(stored(run))
                    : Optional.empty();
        } catch (JdbiException e) {
            if (!Outage.caused(e)) {
                throw e;
            }
            return recover(run);
        }
    }

    private static List<String> warnings(Run run, PageResult.Page page) {
        return Stream.concat(Stream.ofNullable(run.unread), page.warnings().stream())
                .toList();
    }

    /** The store has the page: nothing else needs to be kept of it. */
    private Run stored(Run run) {
        polls.spool.letGo(run);
        run.paid = null;
        return run;
    }

    /** Which pages of the run are wanted. */
    Paging paging(Run run) {
        return new Paging(
                endpoint.paging().by(),
                run.pageSize,
                endpoint.paging().cap().reach(run.pageSize),
                feed.limits().maxRows(),
                feed.limits().endOnShortPage());
    }

    private void count(Run run, PageResult.Page page, List<NumberedRow> rows) {
        run.pages++;
        run.total = page.echo().total().isPresent() ? (Long) page.echo().total().getAsLong() : run.total;
        run.end = paging(run).after(run.pages, new Paging.Before(run.received, run.lastDigest, run.next), page);
        if (run.end == Paging.End.NOT_YET && run.total == null && rows.isEmpty() && page.received() > 0) {
            // Nothing on it is new, and nothing says that anything new will come.
            run.end = Paging.End.REPEATED;
        }
        run.shifted = endpoint.paging().by() == PagingForm.By.OFFSET && page.received() != run.pageSize;
        run.lastDigest = page.digest();
        run.next = page.echo().next().orElse(null);
        // A page that came twice was received once.
        run.received += run.end == Paging.End.REPEATED ? 0 : page.received();
        if (!page.warnings().isEmpty()) {
            run.flags.add(Flag.WARNINGS);
        }
    }

    /** Finds out how far a run has come in the store whose page may have been stored; if it was not, its answer is. */
    private Optional<Run> recover(Run run) {
        Run known = known(run);
        if (known.pages == run.pages) {
            stored(run);
            return Optional.of(known);
        }
        return keep(known, run);
    }

    /** Keeps an answer that was paid for; what was counted and added for its rows is forgotten, but not what it cost. */
    Optional<Run> keep(Run run) {
        return keep(known(run), run);
    }

    private Optional<Run> keep(Run known, Run run) {
        byte[] answer = run.answer();
        if (!untilDone(run, () -> writeOnce(handle -> HeldPages.hold(handle, known, run.paidPage, answer)))) {
            return Optional.empty();
        }
        stored(run);
        return Optional.of(rewound(known, run));
    }

    /** Keeps an answer with a page further on. */
    boolean hold(Run run, int number, byte[] answer) {
        return write(handle -> HeldPages.hold(handle, run, number, answer));
    }

    /** The run as far as the store knows of it. */
    private Run known(Run run) {
        return untilDone(run, () -> polls.runs.resume(run.id));
    }

    /** Does what the answer in hand may have to wait for: so long it is kept beside the store. */
    private <T> T untilDone(Run run, Supplier<T> work) {
        return polls.store.untilDone(work, () -> polls.spool.keep(run));
    }

    /** The run as it is stored, but with what was paid for since. */
    private Run rewound(Run stored, Run run) {
        stored.requests = run.requests;
        stored.credits = run.credits;
        if (stored.pages == 0) {
            stored.baseline = polls.store.withHandle(handle -> Runs.newestBefore(handle, run.seriesId, stored.period));
        }
        return stored;
    }

    /** Forgets the answer that was kept for the next page. */
    boolean letGo(Run run) {
        polls.spool.letGo(run);
        return write(handle -> HeldPages.letGo(handle, run, run.pages + 1));
    }

    /** Notes that a poll of the run begins to do what may end the program. */
    boolean begun(Run run) {
        run.begun++;
        return write(handle -> polls.runs.begun(handle, run));
    }

    /** Notes that the poll of a run ended, though nothing came of it. */
    void broken(Run run) {
        write(handle -> polls.runs.broken(handle, run));
    }

    /** Leaves a run for a later poll. */
    boolean suspend(Run run, Status status, String reason, Instant resumeAt) {
        return write(handle -> polls.runs.suspend(handle, run, status, reason, resumeAt));
    }

    /** Whether a finished look for corrections found none. */
    boolean isUnchanged(Run run) {
        return run.revision > 1
                && polls.store.withHandle(handle -> polls.corrections.isAsBefore(handle, run, judge(handle, run)));
    }

    /** Forgets a look for corrections that found none. */
    boolean forget(Run run) {
        return write(handle -> polls.corrections.forget(handle, run));
    }

    /** Seals a finished run, together with what else is to be written. */
    boolean seal(Run run, Polls.WithSeal also) {
        return write(handle -> {
            polls.runs.seal(handle, run, judge(handle, run));
            Comparisons.arrived(handle, run);
            also.write(handle, Snapshots.find(handle, run.id).orElseThrow());
        });
    }

    /**
     * Compares anew what something earlier of the series arrived after.
     *
     * @return false when another process has the series
     */
    boolean compareAnew() {
        boolean mine = true;
        Optional<Long> next = toCompare();
        while (mine && next.isPresent()) {
            mine = compareAnew(next.get());
            next = toCompare();
        }
        return mine;
    }

    private Optional<Long> toCompare() {
        return polls.store.withHandle(handle -> Comparisons.oldest(handle, claim.seriesId()));
    }

    private boolean compareAnew(long id) {
        Comparisons comparisons = new Comparisons(polls.runs);
        try {
            return write(handle -> comparisons.renew(handle, id).ifPresent(this::tell));
        } catch (IllegalStateException e) {
            // A broken page of the past must not keep the series from being polled.
            LOG.warn("feed={} snapshot={} cannot be compared anew: {}", feed.label(), id, e.getMessage());
            return write(handle -> Comparisons.settle(handle, id));
        }
    }

    private void tell(Run run) {
        LOG.info(
                "feed={} snapshot={} period={} is compared anew, with {}",
                feed.label(),
                run.id,
                run.period,
                run.baseline.map(baseline -> baseline.period().toString()).orElse("nothing"));
    }

    private Verdict judge(Handle handle, Run run) {
        return Verdict.of(
                handle,
                run,
                endpoint.paging().cap().rows(run.pageSize),
                feed.limits().maxRows());
    }
}

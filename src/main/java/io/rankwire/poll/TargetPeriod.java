package io.rankwire.poll;

import io.rankwire.feed.EchoedPeriod;
import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.ranking.Flag;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.Endpoint;
import io.rankwire.source.page.PageResult;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settles which period a poll fetches: the newest that is published and not there yet. For one poll and its thread. */
final class TargetPeriod {
    private static final Duration BETWEEN_CHECKS = Duration.ofDays(1);
    /** So many polls in a row may end with the program at one page; kill -9 and a power failure break one off too. */
    private static final int MOST_BROKEN_OFF = 2;

    private final Polls polls;
    private final Feed feed;
    private final Endpoint endpoint;
    private final ClaimedRuns runs;
    private final Demand demand;
    private final long seriesId;
    private final List<Period> wanted;
    private final Deque<Period> candidates;
    private @Nullable Run overdue;

    TargetPeriod(ClaimedRuns runs, Demand demand) {
        this.demand = demand;
        this.polls = runs.polls();
        this.feed = runs.feed();
        this.endpoint = runs.endpoint();
        this.runs = runs;
        this.seriesId = runs.claim().seriesId();
        this.wanted = feed.candidates(polls.clock);
        this.candidates = new ArrayDeque<>(wanted);
    }

    /** What there is to do about a period. */
    sealed interface Task {
        /** Its pages are to be fetched, as far as the run does not have them yet. */
        record Fetch(Run run) implements Task {}

        /** The run is left alone: the polls before ended with the program. */
        record SetAside(Run run, String reason) implements Task {}

        /** Nothing. */
        record End(Outcome outcome) implements Task {}
    }

    /** Goes on to the newest candidate left; the end when the ranking is there or there is no candidate. */
    Task next() {
        Period period = candidates.poll();
        return polls.store.untilDone(() -> settle(period));
    }

    private Task settle(@Nullable Period period) {
        if (period == null) {
            return new Task.End(new Outcome.Pending(wanted.get(0), tellLate()));
        }
        Optional<Snapshot> known = polls.snapshots.newest(seriesId, period);
        if (known.isEmpty()) {
            return begin(period, 1);
        }
        return known.get().state().status().sealed() ? check(known.get()) : resume(known.get());
    }

    private Task begin(Period period, int revision) {
        return runs.begin(period, revision)
                .<Task>map(Task.Fetch::new)
                .orElseGet(() -> new Task.End(new Outcome.Busy()));
    }

    /** What is there is not bought again, unless a correction is to be looked for in one of the latest periods. */
    private Task check(Snapshot known) {
        if (demand == Demand.RECHECK && !endpoint.inferred()) {
            return begin(known.period(), known.revision() + 1);
        }
        Optional<Snapshot> due = feed.terms().recheck().flatMap(window -> {
            Instant now = polls.clock.instant();
            LocalDate oldest =
                    LocalDate.ofInstant(now.minus(window), feed.when().zone());
            Period first = Period.containing(feed.series().periodType(), oldest);
            return polls.corrections.due(seriesId, first.first(), now.minus(BETWEEN_CHECKS), rested());
        });
        if (due.isEmpty() || endpoint.inferred()) {
            return new Task.End(tellLate() ? new Outcome.Pending(wanted.get(0), true) : new Outcome.Known(known));
        }
        return due.get().state().status().sealed()
                ? begin(due.get().period(), due.get().revision() + 1)
                : resume(due.get());
    }

    private Task resume(Snapshot known) {
        Snapshot.State state = known.state();
        if (state.resumeAt().isAfter(rested())) {
            return new Task.End(new Outcome.Suspended(known.period(), state.reason(), state.resumeAt()));
        }
        Run run = polls.runs.resume(known.id());
        if (!run.holdsNext()) {
            polls.spool.giveBack(run);
        }
        if (run.pages == 0) {
            run.baseline = polls.runs.newestBefore(seriesId, run.period);
        }
        if (demand == Demand.DUE && run.begun >= MOST_BROKEN_OFF) {
            return new Task.SetAside(
                    run,
                    "the program ended during each of the last " + run.begun + " polls at page " + (run.pages + 1)
                            + ", so that its answer or its rows may be what ended it");
        }
        return new Task.Fetch(run);
    }

    /** Until when a run may have been put down to be taken up now. */
    private Instant rested() {
        return demand == Demand.DUE ? polls.clock.instant() : Instant.ofEpochMilli(Long.MAX_VALUE);
    }

    /** Notes a period that was asked for and is not published: the operator may have to hear that it is late. */
    void missing(Run run) {
        boolean isLate = feed.terms()
                .publishDeadline()
                .filter(deadline -> feed.when().end(run.period).plus(deadline).isBefore(polls.clock.instant()))
                .isPresent();
        if (isLate && run.period.equals(wanted.get(0))) {
            overdue = run;
        }
    }

    /** Whether the operator is to be told that the newest period is late; true once. */
    private boolean tellLate() {
        return overdue != null && polls.runs.tell(overdue);
    }

    /** Which period a page is of, compared with the one that was asked for. */
    enum Match {
        SAME,
        /** The vendor's own name for what was asked for; the run goes by it now. */
        RELABELLED,
        /** It is there already. */
        KNOWN,
        /** It is not that of the pages before. */
        MIXED
    }

    /** Whether the page can be stored: under the vendor's own name for the period, unless that is there already. */
    Match match(Run run, PageResult.Page page) {
        if (endpoint.inferred()) {
            run.flags.add(Flag.INFERRED);
            return Match.SAME;
        }
        return polls.store.untilDone(() -> match(run, echoed(run, page)), () -> polls.spool.keep(run));
    }

    private Match match(Run run, Optional<Period> echoed) {
        if (echoed.isEmpty() || echoed.get().equals(run.period)) {
            return Match.SAME;
        }
        if (run.pages > 0) {
            return Match.MIXED;
        }
        if (run.revision > 1
                || polls.snapshots.newest(run.seriesId, echoed.get()).isPresent()) {
            return Match.KNOWN;
        }
        run.period = echoed.get();
        run.baseline = polls.runs.newestBefore(run.seriesId, run.period);
        run.flags.add(Flag.RELABELLED);
        return Match.RELABELLED;
    }

    /** The period that the vendor names; empty when it names none, or in a form that cannot be read. */
    Optional<Period> echoed(Run run, PageResult.Page page) {
        return page.echo()
                .period()
                .flatMap(text -> EchoedPeriod.read(text, run.period, feed.when().zone()));
    }

    /** Notes, once a run, that the vendor names its period in a form that cannot be read. */
    void noteUnread(Run run, PageResult.Page page) {
        Optional<String> text = page.echo().period();
        if (!endpoint.inferred()
                && run.pages == 0
                && text.isPresent()
                && echoed(run, page).isEmpty()) {
            run.flags.add(Flag.ECHO_UNREAD);
            run.unread = "the answer names its period as '" + text.get() + "', which is no "
                    + run.period.type().word() + " that can be read; the ranking is kept under " + run.period;
        }
    }
}

package io.rankwire.poll;

import io.rankwire.feed.Period;
import io.rankwire.ranking.Flag;
import io.rankwire.ranking.Movement;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.Column;
import io.rankwire.source.ColumnType;
import io.rankwire.source.page.Paging;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fetching of one period, as far as it has come. What it holds is what the store holds after its newest page, so
 * that a run taken up after a crash goes on as if nothing had happened. Not safe for use by many threads.
 */
final class Run {
    final long id;
    final long seriesId;
    Period period;
    final int revision;
    final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    final int pageSize;
    final List<Column> columns;
    Paging.End end = Paging.End.NOT_YET;
    Optional<Snapshot.Baseline> baseline = Optional.empty();
    int pages;
    int received;
    int positions;
    int rows;

    @Nullable
    Long total;

    @Nullable
    String lastDigest;

    /** The cursor or link of the next page, as the page before it named it; null where pages are counted. */
    @Nullable
    String next;

    @Nullable
    String lastSort;

    int lastRank;
    int requests;
    int credits;
    int entered;
    int returned;
    int climbed;
    int fell;
    /** How many kept rows of the baseline it has so far; -1 where they were not counted. */
    int matched;

    /** What to warn of, beside odd rows, with the next page that is stored; null for nothing. */
    @Nullable
    String unread;
    /** How many polls of it were begun with as many pages, since the last one that ended. */
    int begun;
    /** When it began, in milliseconds since 1970; 0 where that is not known. */
    long began;
    /** Whether the pages further on begin at other rows than was foreseen. */
    boolean shifted;
    /** Answers with further pages that were paid for already, by their numbers. */
    final NavigableMap<Integer, byte[]> held = new TreeMap<>();
    /** The answer in hand, and of which page it is; null once it is stored. */
    byte @Nullable [] paid;

    int paidPage;
    /** Whether the answer is kept in a file beside the store. */
    boolean spooled;

    /** What was fixed when the run began: later edits of the feed do not reach into it. */
    record Form(int pageSize, List<Column> columns) {}

    Run(long id, long seriesId, Period period, int revision, Form form) {
        this.id = id;
        this.seriesId = seriesId;
        this.period = period;
        this.revision = revision;
        this.pageSize = form.pageSize();
        this.columns = new ArrayList<>(form.columns());
    }

    /** The rank of the next position, whose value to sort by is given: that of the row before when it ties with it. */
    int nextRank(@Nullable String sortValue, ColumnType type) {
        boolean tie = sortValue != null && lastSort != null && isEqual(sortValue, lastSort, type);
        positions++;
        lastRank = tie ? lastRank : positions;
        lastSort = sortValue;
        return lastRank;
    }

    /** Equal as numbers, 10 and 10.0, or to the letter where a ranking is sorted by a text or a day. */
    private static boolean isEqual(String one, String other, ColumnType type) {
        return one.equals(other) || (type.numeric() && new BigDecimal(one).compareTo(new BigDecimal(other)) == 0);
    }

    /** Whether the next page was paid for before. */
    boolean holdsNext() {
        return held.containsKey(pages + 1);
    }

    /** Takes an answer in hand, as that with the next page. */
    void take(byte[] answer) {
        paid = answer;
        paidPage = pages + 1;
    }

    /** The answer in hand; there must be one. */
    byte[] answer() {
        if (paid == null) {
            throw new IllegalStateException("run " + id + " has no answer in hand");
        }
        return paid;
    }

    /** Counts a stored row. */
    void count(Movement movement) {
        rows++;
        countMovement(movement);
    }

    /** Begins to count anew how many rows moved how. */
    void forgetMovement() {
        entered = 0;
        returned = 0;
        climbed = 0;
        fell = 0;
        matched = -1;
    }

    void countMovement(Movement movement) {
        switch (movement.label()) {
            case NEW -> entered++;
            case RE_ENTRY -> returned++;
            case UP -> climbed++;
            case DOWN -> fell++;
            case SAME, NONE -> {}
        }
    }
}

package io.rankwire.source.endpoint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one page is told from the next, and how much there is to be had.
 *
 * @param by what tells them apart
 * @param first the number of the first page or row, or the first cursor; null for a first page without a cursor
 * @param next where an answer has the cursor or the link of the page after it; null where pages are counted
 * @param largestPage rows a page may hold
 * @param smallestPage rows that must be asked for at least
 * @param cap how deep the vendor answers
 * @param sequential whether the vendor wants a page asked for only after the one before was answered
 */
public record PagingForm(
        By by,
        @Nullable String first,
        @Nullable String next,
        int largestPage,
        int smallestPage,
        Cap cap,
        boolean sequential) {

    /** What tells one page from the next. */
    public enum By {
        /** A number. */
        @JsonProperty("page")
        PAGE,
        /** How many rows come before it. */
        @JsonProperty("offset")
        OFFSET,
        /** A text that the page before it names. */
        @JsonProperty("cursor")
        CURSOR,
        /** An address that the page before it names. */
        @JsonProperty("link")
        LINK,
        /** Nothing: there is one page. */
        @JsonProperty("none")
        NONE;

        /** Whether a page can be asked for only after the one before it. */
        public boolean isNamedByThePageBefore() {
            return this == CURSOR || this == LINK;
        }
    }

    @JsonCreator
    static PagingForm of(
            @JsonProperty("by") @Nullable By by,
            @JsonProperty("first") @Nullable String first,
            @JsonProperty("next") @Nullable String next,
            @JsonProperty("largestPage") @Nullable Integer largestPage,
            @JsonProperty("smallestPage") @Nullable Integer smallestPage,
            @JsonProperty("cap") @Nullable Cap cap,
            @JsonProperty("sequential") boolean sequential) {
        By way = by == null ? By.PAGE : by;
        if (largestPage == null) {
            throw new DefinitionMistake("paging needs largestPage, the rows that a page may hold");
        }
        int least = smallestPage == null ? 1 : smallestPage;
        if (largestPage < 1) {
            throw new DefinitionMistake(
                    "paging.largestPage is " + largestPage + "; a page holds 1 row or more", "largestPage");
        }
        if (least < 1 || least > largestPage) {
            throw new DefinitionMistake(
                    "paging.smallestPage is " + least + "; it must be from 1 to largestPage, " + largestPage,
                    "smallestPage");
        }
        if (way.isNamedByThePageBefore() && next == null) {
            throw new DefinitionMistake(
                    "paging by " + word(way) + " needs next: where an answer has the next " + word(way));
        }
        if (!way.isNamedByThePageBefore() && next != null) {
            throw new DefinitionMistake("next has no meaning in paging by " + word(way), "next");
        }
        checkFirst(way, first);
        return new PagingForm(way, first, next, largestPage, least, cap == null ? Cap.NONE : cap, sequential);
    }

    private static void checkFirst(By by, @Nullable String first) {
        boolean counted = by == By.PAGE || by == By.OFFSET;
        if (counted && first != null && !first.equals("0") && !first.equals("1")) {
            throw new DefinitionMistake("paging.first is '" + first + "'; it must be 0 or 1", "first");
        }
        if (first != null && (by == By.LINK || by == By.NONE)) {
            throw new DefinitionMistake("first has no meaning in paging by " + word(by), "first");
        }
    }

    private static String word(By by) {
        return by.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether a page can be asked for before the one in front of it is there. */
    public boolean isAskedAhead() {
        return !sequential && (by == By.PAGE || by == By.OFFSET);
    }

    /** What the vendor is sent for the page of that number, 1 for the first. */
    public int number(int page) {
        return page - 1 + (first == null ? 1 : Integer.parseInt(first));
    }

    /** What the vendor is sent for that many rows before the page. */
    public long offset(long rows) {
        return rows + (first == null ? 0 : Long.parseLong(first));
    }

    /** The cursor of the first page; empty for none. */
    public Optional<String> firstCursor() {
        return by == By.CURSOR ? Optional.ofNullable(first) : Optional.empty();
    }
}

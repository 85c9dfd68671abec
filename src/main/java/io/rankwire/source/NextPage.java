package io.rankwire.source;

import org.jspecify.annotations.Nullable;

/**
 * The page to ask for.
 *
 * @param number 1 for the first
 * @param rows how many rows the pages before it had
 * @param named its cursor or link, as the page before named it; null where pages are counted, and for the first
 */
public record NextPage(int number, long rows, @Nullable String named) {
    /** The page that a ranking begins with. */
    public static final NextPage FIRST = new NextPage(1, 0, null);
}

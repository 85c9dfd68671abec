package io.rankwire.source.page;

import io.rankwire.source.page.PageResult.Page;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether another page is asked for. Page × page size never goes beyond {@code reach}, and no page is asked
 * for that cannot hold a row.
 *
 * @param pageSize rows a page
 * @param reach the vendor's cap on page × page size
 * @param maxRows maximum rows
 * @param endOnShortPage whether a page that is not full ends a ranking of which the vendor says neither the total nor
 *     whether more follows; else only an empty page does, since a page in the middle may be short
 */
public record Paging(int pageSize, int reach, int maxRows, boolean endOnShortPage) {

    /** Why no further page is asked for. */
    public enum End {
        /** The vendor has no more. */
        EXHAUSTED,
        /** The vendor may have more, but answers no request for it. */
        CAPPED,
        /** The feed wants no more. */
        ENOUGH,
        /** The vendor sent the page before again. */
        REPEATED,
        /** The page after this one is wanted. */
        NOT_YET
    }

    /**
     * What to do after page {@code number}.
     *
     * @param before how many rows the pages before it had
     * @param previousDigest of the rows of the page before; null for none
     */
    public End after(int number, long before, Page page, @Nullable String previousDigest) {
        if (page.received() == 0) {
            return End.EXHAUSTED;
        }
        if (page.digest().equals(previousDigest)) {
            return End.REPEATED;
        }
        boolean reached = (number + 1L) * pageSize > reach;
        boolean last = isLast(number, page, reached);
        long rows = before + page.received();
        if (rows > maxRows || (rows == maxRows && !last)) {
            return End.ENOUGH;
        }
        if (last) {
            return End.EXHAUSTED;
        }
        return reached ? End.CAPPED : End.NOT_YET;
    }

    /** With a usable total the total alone decides; else the vendor's word, else a page that is not full. */
    private boolean isLast(int number, Page page, boolean reached) {
        if (page.echo().total().isPresent() && page.echo().total().getAsLong() > 0) {
            return (long) number * pageSize >= page.echo().total().getAsLong();
        }
        boolean isShort = page.received() < pageSize && (endOnShortPage || reached);
        return page.echo().hasMore().map(more -> !more).orElse(isShort);
    }
}

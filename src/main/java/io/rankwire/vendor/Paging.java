package io.rankwire.vendor;

import io.rankwire.vendor.PageResult.Page;

/**
 * Decides whether another page is asked for. Page × page size never goes beyond {@code reach}, and no page is asked
 * for that cannot hold a row.
 *
 * @param pageSize rows a page
 * @param reach the vendor's cap on page × page size
 * @param maxRows rows wanted at the most
 */
public record Paging(int pageSize, int reach, int maxRows) {

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

    /** What to do after page {@code number}, whose rows had the digest {@code previousDigest} on the page before. */
    public End after(int number, Page page, String previousDigest) {
        if (page.received() == 0) {
            return End.EXHAUSTED;
        }
        if (page.digest().equals(previousDigest)) {
            return End.REPEATED;
        }
        boolean last = isLast(number, page);
        if (rowsUpTo(number, page) > maxRows || (rowsUpTo(number, page) == maxRows && !last)) {
            return End.ENOUGH;
        }
        if (last) {
            return End.EXHAUSTED;
        }
        return (number + 1L) * pageSize > reach ? End.CAPPED : End.NOT_YET;
    }

    /** How many rows all pages up to this one hold, as far as can be told without having counted them. */
    private long rowsUpTo(int number, Page page) {
        return (number - 1L) * pageSize + page.received();
    }

    /** With a usable total the total alone decides; else the vendor's word, else a page that is not full. */
    private boolean isLast(int number, Page page) {
        if (page.echo().total().isPresent() && page.echo().total().getAsLong() > 0) {
            return (long) number * pageSize >= page.echo().total().getAsLong();
        }
        return page.echo().hasMore().map(more -> !more).orElse(page.received() < pageSize);
    }
}

package io.rankwire.source.page;

import io.rankwire.source.endpoint.PagingForm.By;
import io.rankwire.source.page.PageResult.Page;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether another page is asked for. Page × page size never goes beyond {@code reach}, and no page is asked
 * for that cannot hold a row.
 *
 * @param by what tells one page from the next
 * @param pageSize rows a page
 * @param reach the vendor's cap on page × page size
 * @param maxRows maximum rows
 * @param endOnShortPage whether a page that is not full ends a ranking of which the vendor says neither the total nor
 *     whether more follows; else only an empty page does, since a page in the middle may be short
 */
public record Paging(By by, int pageSize, int reach, int maxRows, boolean endOnShortPage) {

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
     * What is known of a run before a page is counted.
     *
     * @param rows how many rows the pages before had
     * @param digest of the rows of the page before; null for none
     * @param named the cursor or link that this page was asked for by; null for none
     */
    public record Before(
            long rows, @Nullable String digest, @Nullable String named) {}

    /** What to do after page {@code number}. */
    public End after(int number, Before before, Page page) {
        if (page.received() == 0 && !namesNext(before, page)) {
            return End.EXHAUSTED;
        }
        if (page.digest().equals(before.digest())) {
            return End.REPEATED;
        }
        boolean reached = (number + 1L) * size(page) > reach;
        boolean last = isLast(number, before, page, reached);
        long rows = before.rows() + page.received();
        if (rows > maxRows || (rows == maxRows && !last)) {
            return End.ENOUGH;
        }
        if (last) {
            return End.EXHAUSTED;
        }
        return reached ? End.CAPPED : End.NOT_YET;
    }

    /** Whether the page names another after it; one that names itself says that none follows. */
    private boolean namesNext(Before before, Page page) {
        return by.isNamedByThePageBefore()
                && page.echo()
                        .next()
                        .filter(next -> !next.equals(before.named()))
                        .isPresent();
    }

    /** How many rows a page has: a vendor may grant fewer than it was asked for. */
    private long size(Page page) {
        OptionalLong granted = page.echo().pageSize();
        return granted.isPresent() && granted.getAsLong() > 0 ? Math.min(granted.getAsLong(), pageSize) : pageSize;
    }

    /**
     * Whether page {@code number} will be wanted, as far as can be known after the first {@code pages}.
     *
     * @param received how many rows those had
     * @param total how many rows the vendor says the whole ranking has
     */
    public boolean expects(int number, int pages, long received, long total) {
        long before = number - 1L;
        // A vendor that gives more rows a page than it was asked for reaches the feed's maximum sooner.
        long perPage = Math.max(pageSize, (received + pages - 1) / pages);
        return number * (long) pageSize <= reach
                && before * pageSize < total
                && received + (before - pages) * perPage < maxRows;
    }

    /**
     * Where a page names the next one, that decides. Else, with a usable total, the total alone; else the vendor's word, or
     * a page that is not full.
     */
    private boolean isLast(int number, Before before, Page page, boolean reached) {
        if (by == By.NONE) {
            return true;
        }
        if (by.isNamedByThePageBefore()) {
            return !namesNext(before, page) || !page.echo().hasMore().orElse(true);
        }
        if (page.echo().total().isPresent() && page.echo().total().getAsLong() > 0) {
            return number * size(page) >= page.echo().total().getAsLong();
        }
        boolean isShort = page.received() < size(page) && (endOnShortPage || reached);
        return page.echo().hasMore().map(more -> !more).orElse(isShort);
    }
}

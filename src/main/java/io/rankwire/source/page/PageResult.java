package io.rankwire.source.page;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What came of asking for one page. Every answer a vendor can give is one of these; none is an exception. */
public sealed interface PageResult {
    /** The word by which logs, metrics and traces name it. */
    String word();

    /** An answer that is not a page, with the vendor's reason in words safe to show. */
    sealed interface Fault extends PageResult {
        /** One line, bounded, without control characters, never a response body. */
        String reason();
    }

    /**
     * The rows of one page.
     *
     * @param items in the vendor's order
     * @param received how many rows came, those that could not be kept included
     * @param echo what the vendor said about the whole ranking
     * @param digest of the rows as they came, in hex: equal for a page that came twice
     * @param warnings what was odd about single rows
     */
    record Page(List<Item> items, int received, Echo echo, String digest, List<String> warnings) implements PageResult {
        public Page {
            items = List.copyOf(items);
            warnings = List.copyOf(warnings);
        }

        /** The same with something else said of the page after it. */
        Page withNext(Optional<String> next) {
            return new Page(items, received, echo.withNext(next), digest, warnings);
        }

        @Override
        public String word() {
            return "page";
        }
    }

    /**
     * What an answer says about the ranking it is a page of.
     *
     * @param total rows in the whole ranking, as far as the vendor says a usable number
     * @param hasMore whether the vendor says that another page follows
     * @param period the period that the rows are of, as the vendor writes it
     * @param requestId the vendor's name for this request
     * @param pageSize how many rows a page has, where the vendor says another number than it was asked for
     * @param next the cursor of the page after this one, or its path and query on the vendor's host
     */
    record Echo(
            OptionalLong total,
            Optional<Boolean> hasMore,
            Optional<String> period,
            Optional<String> requestId,
            OptionalLong pageSize,
            Optional<String> next) {
        Echo withNext(Optional<String> other) {
            return new Echo(total, hasMore, period, requestId, pageSize, other);
        }
    }

    /** Nothing under what was asked for: the period is not published yet. */
    record NotPublished(String reason) implements Fault {
        @Override
        public String word() {
            return "notpublished";
        }
    }

    /** Too fast; the same request may be sent again after a while, which the vendor may name. */
    record Throttled(String reason, Optional<Duration> retryAfter) implements Fault {
        @Override
        public String word() {
            return "throttled";
        }
    }

    /** The account has nothing left to spend. */
    record OutOfCredits(String reason) implements Fault {
        @Override
        public String word() {
            return "outofcredits";
        }
    }

    /** The key is missing, wrong or without access. */
    record AccessRefused(String reason) implements Fault {
        @Override
        public String word() {
            return "accessrefused";
        }
    }

    /** What was asked will never be answered as it should: a bad parameter, or rows of something else. */
    record Rejected(String reason) implements Fault {
        @Override
        public String word() {
            return "rejected";
        }
    }

    /** A fault that may pass: a server error, a cut or unusable answer, a connection that broke. */
    record TransientFailure(String reason, Optional<Duration> retryAfter) implements Fault {
        @Override
        public String word() {
            return "transient";
        }
    }
}

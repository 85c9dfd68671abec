package io.rankwire.delivery;

import io.rankwire.feed.Period;
import java.time.Instant;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * What of the ledger is wanted.
 *
 * @param feed null for all
 * @param sink null for all
 * @param status null for all
 * @param times of which period and age
 * @param before with an id below this
 */
public record DeliveryFilter(
        @Nullable String feed, @Nullable String sink, Delivery.@Nullable Status status, Times times, long before) {
    public static final DeliveryFilter ALL = new DeliveryFilter(null, null, null);

    /** Those of any age. */
    public DeliveryFilter(@Nullable String feed, @Nullable String sink, Delivery.@Nullable Status status) {
        this(feed, sink, status, Times.ANY, Long.MAX_VALUE);
    }

    /**
     * Of which period and age.
     *
     * @param period of single rankings; null for all, and for digests
     * @param from owed at that moment or later; null for all
     * @param until owed before that moment; null for all
     */
    public record Times(
            @Nullable Period period,
            @Nullable Instant from,
            @Nullable Instant until) {
        public static final Times ANY = new Times(null, null, null);
    }

    /** Only what is asked for stands in the text, the status with its value: so indexes can be used. */
    String condition() {
        return "where delivery.id < :before"
                + (feed == null ? "" : " and delivery.feed = :feed")
                + (sink == null ? "" : " and delivery.sink = :sink")
                + (status == null ? "" : " and delivery.status = '" + status.word() + "'")
                + (times.from() == null ? "" : " and delivery.created_at >= :from")
                + (times.until() == null ? "" : " and delivery.created_at < :until")
                + (times.period() == null
                        ? ""
                        : " and delivery.digest_id is null and s.period_type = :type and s.first_day = :first");
    }

    void bind(Query query) {
        query.bind("before", before);
        if (feed != null) {
            query.bind("feed", feed);
        }
        if (sink != null) {
            query.bind("sink", sink);
        }
        if (times.from() != null) {
            query.bind("from", times.from().toEpochMilli());
        }
        if (times.until() != null) {
            query.bind("until", times.until().toEpochMilli());
        }
        if (times.period() != null) {
            query.bind("type", times.period().type().word())
                    .bind("first", times.period().first().toString());
        }
    }
}

package io.rankwire.delivery;

import io.rankwire.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What the operator is to hear of, kept until it is told: a matter is raised when it begins, and once more does nothing
 * while it lasts; when it is over, that is told too, unless its beginning was never told. Safe for use by many threads and
 * many processes.
 */
public final class OperatorNotices {
    /** Told matters are of no use for longer. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Store store;
    private final Jdbi jdbi;
    private final Clock clock;

    public OperatorNotices(Store store, Clock clock) {
        this.store = store;
        this.jdbi = store.jdbi();
        this.clock = clock;
    }

    /** What matters, and how long it may last before the operator hears of it. */
    public enum Kind {
        DELIVERY_DEAD("a delivery was given up", Duration.ZERO),
        SINK_DISABLED("a sink was disabled", Duration.ZERO),
        ACCOUNT_STOPPED("an account was stopped", Duration.ZERO),
        FEED_STOPPED("a feed does not get its ranking", Duration.ofHours(1)),
        BUDGET_NEAR_ITS_END("a budget is nearly spent", Duration.ZERO),
        BUDGET_SPENT("a budget is spent", Duration.ZERO),
        PERIOD_LATE("a period is late", Duration.ZERO);

        private final String title;
        private final Duration patience;

        Kind(String title, Duration patience) {
            this.title = title;
            this.patience = patience;
        }

        /** The kind in front of people. */
        public String title() {
            return title;
        }
    }

    /**
     * A matter.
     *
     * @param about the delivery, sink, account or feed
     * @param what happened, and what to do, in lines
     * @param over when it was over; null while it lasts
     */
    public record Notice(
            long id,
            Kind kind,
            String about,
            String what,
            Instant since,
            @Nullable Instant over) {}

    /** Raises a matter; nothing more while it lasts. */
    public void raise(Kind kind, String about, String what) {
        write(handle -> raise(handle, kind, about, what, clock.instant()));
    }

    /** Raises a matter together with what else the transaction writes. */
    static void raise(Handle handle, Kind kind, String about, String what, Instant now) {
        handle.execute("""
                insert into operator_notice (kind, about, what, since) values (?, ?, ?, ?)
                on conflict (kind, about) where over_at is null do nothing""", kind.name(), about, what, now.toEpochMilli());
    }

    /** Says that a matter is over, if it was raised. */
    public void over(Kind kind, String about) {
        write(handle -> over(handle, kind, about, clock.instant()));
    }

    private void write(Consumer<Handle> writing) {
        store.inTransaction(handle -> {
            writing.accept(handle);
            return true;
        });
    }

    static void over(Handle handle, Kind kind, String about, Instant now) {
        Optional<Long> open = handle.select(
                        "select id from operator_notice where kind = ? and about = ? and over_at is null",
                        kind.name(),
                        about)
                .mapTo(Long.class)
                .findOne();
        open.ifPresent(id -> {
            handle.execute("delete from operator_notice where id = ? and told_at is null", id);
            handle.execute("update operator_notice set over_at = ? where id = ?", now.toEpochMilli(), id);
        });
    }

    /** What the operator has not heard yet, oldest first, of what has lasted long enough. */
    public List<Notice> untold() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from operator_notice
                        where told_at is null or (over_at is not null and told_over is null) order by id""").map((rs, ctx) -> notice(rs)).stream()
                .filter(notice -> notice.over() != null
                        || !notice.since().plus(notice.kind().patience).isAfter(clock.instant()))
                .toList());
    }

    private static Notice notice(ResultSet rs) throws SQLException {
        return new Notice(
                rs.getLong("id"),
                Kind.valueOf(rs.getString("kind")),
                rs.getString("about"),
                rs.getString("what"),
                Instant.ofEpochMilli(rs.getLong("since")),
                Deliveries.moment(rs, "over_at"));
    }

    /** Writes down that these were told, as they were. */
    public void told(List<Notice> notices) {
        long now = clock.millis();
        jdbi.useTransaction(handle -> {
            for (Notice notice : notices) {
                String column = notice.over() != null ? "told_over" : "told_at";
                handle.execute("update operator_notice set " + column + " = ? where id = ?", now, notice.id());
            }
            handle.execute(
                    "delete from operator_notice where told_over is not null and over_at < ?", now - KEPT.toMillis());
        });
    }

    /** Forgets what is not to be told. */
    public void forget() {
        jdbi.useHandle(handle -> handle.execute("delete from operator_notice"));
    }

    /**
     * Takes the right to send the next mail, for as long as the lease; false when it is another's, or too early.
     *
     * @param lease after which another may send it, if it is not said before when the next may be sent
     */
    public boolean takePost(Duration lease) {
        long now = clock.millis();
        return jdbi.withHandle(handle -> handle.execute(
                        "update operator_post set next_at = ? where id = 1 and next_at <= ?",
                        now + lease.toMillis(),
                        now))
                == 1;
    }

    /** Lets the next mail be sent after this wait. */
    public void nextPostAfter(Duration wait) {
        long next = clock.instant().plus(wait).toEpochMilli();
        jdbi.useHandle(handle -> handle.execute("update operator_post set next_at = ? where id = 1", next));
    }
}

package io.rankwire.delivery;

import io.rankwire.store.Leases;
import io.rankwire.text.RetryAfter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Writes down how attempts ended, and lets their deliveries go. */
final class DeliveryOutcomes {
    private static final String ENDING = """
            update delivery set status = :status, attempts = :attempts, next_attempt_at = coalesce(:next, next_attempt_at),
              last_error = :error, document = :document, bytes = :bytes, sha256 = :sha256, settled_at = :settled,
              taken_by = null, taken_until = 0, begun = 0
            where id = :id and fence = :fence and taken_by is not null""";

    private static final String ATTEMPT = """
            insert into attempt (delivery_id, number, at, outcome, answer)
            select :delivery, count(*) + 1, :at, :outcome, :answer from attempt where delivery_id = :delivery""";

    private final Clock clock;
    private final Function<String, RetrySchedule> schedules;

    DeliveryOutcomes(Clock clock, Function<String, RetrySchedule> schedules) {
        this.clock = clock;
        this.schedules = schedules;
    }

    /** An outcome, and what the delivery was held by. */
    record Held(DeliveryOutcome outcome, Leases.Lease lease) {}

    /** A row of the ledger and one of its attempts, as they come to be; no outcome where there was no attempt. */
    private record Row(
            Held held,
            Delivery.Progress after,
            @Nullable Sent sent,
            @Nullable String outcome,
            @Nullable String answer) {}

    /** Writes those that are still this process's own, in the caller's transaction. */
    List<DeliveryOutcome.Settled> write(Handle handle, List<Held> ended) {
        Instant now = clock.instant();
        List<Row> rows = ended.stream().map(held -> row(held, now)).toList();
        List<Row> attempted = rows.stream().filter(row -> row.outcome() != null).toList();
        int[] changed = update(handle, attempted, now);
        List<Row> written = new ArrayList<>();
        List<Row> foreign = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] == 1) {
                written.add(attempted.get(i));
            } else if (!isEnded(handle, attempted.get(i).held().lease())) {
                foreign.add(attempted.get(i));
            }
        }
        note(handle, written, now);
        rows.stream().filter(row -> row.outcome() == null).forEach(row -> putBack(handle, row));
        return rows.stream()
                .map(row ->
                        new DeliveryOutcome.Settled(row.held().outcome(), foreign.contains(row) ? null : row.after()))
                .toList();
    }

    private Row row(Held held, Instant now) {
        Delivery.Progress before = held.outcome().delivery().progress();
        if (held.outcome() instanceof DeliveryOutcome.Delivered delivered) {
            return new Row(held, before.settled(Delivery.Status.DELIVERED, null), delivered.sent(), "delivered", null);
        }
        if (held.outcome() instanceof DeliveryOutcome.Skipped skipped) {
            String reason = skipped.reason();
            return new Row(held, before.settled(Delivery.Status.SKIPPED, reason), null, "skipped", reason);
        }
        if (held.outcome() instanceof DeliveryOutcome.Failed failed) {
            Delivery.Progress after = after(failed.delivery().sink(), before, failed.fault(), now);
            return new Row(held, after, null, "failed", after.lastError());
        }
        return new Row(held, before, null, null, null);
    }

    private Delivery.Progress after(String sink, Delivery.Progress before, DeliveryFault fault, Instant now) {
        if (fault.isPermanent()) {
            return before.settled(Delivery.Status.DEAD, fault.getMessage());
        }
        RetrySchedule schedule = schedules.apply(sink);
        String error = fault.getMessage() + RetryAfter.remark(fault.retryAfter(), schedule.limit());
        Delivery.Progress dead = before.settled(Delivery.Status.DEAD, error);
        int attempts = dead.attempts();
        int retriedAfter = before.retriedAfter();
        return schedule.after(attempts - retriedAfter, fault.retryAfter().orElse(null), ThreadLocalRandom.current())
                .map(wait -> new Delivery.Progress(Delivery.Status.DUE, attempts, retriedAfter, now.plus(wait), error))
                .orElse(dead);
    }

    private static int[] update(Handle handle, List<Row> rows, Instant now) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        PreparedBatch batch = handle.prepareBatch(ENDING);
        for (Row row : rows) {
            Delivery.Progress after = row.after();
            Instant next = after.nextAttemptAt();
            Sent sent = row.sent();
            batch.bind("id", row.held().lease().id())
                    .bind("fence", row.held().lease().fence())
                    .bind("status", after.status().word())
                    .bind("attempts", after.attempts())
                    .bind("next", next == null ? null : (Long) next.toEpochMilli())
                    .bind("error", after.lastError())
                    .bind("document", sent == null ? null : sent.name())
                    .bind("bytes", sent == null ? null : (Long) sent.bytes())
                    .bind("sha256", sent == null ? null : sent.sha256())
                    .bind("settled", next == null ? (Long) now.toEpochMilli() : null)
                    .add();
        }
        return batch.execute();
    }

    /** Writes the attempts into the delivery's history, and tells the operator of what ended for good. */
    private static void note(Handle handle, List<Row> written, Instant now) {
        if (written.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(ATTEMPT);
        written.forEach(row -> batch.bind("delivery", row.held().lease().id())
                .bind("at", now.toEpochMilli())
                .bind("outcome", row.outcome())
                .bind("answer", row.answer())
                .add());
        batch.execute();
        for (Row row : written) {
            if (row.held().outcome() instanceof DeliveryOutcome.Delivered delivered) {
                OperatorNotices.over(
                        handle,
                        OperatorNotices.Kind.DELIVERY_DEAD,
                        Long.toString(delivered.delivery().id()),
                        now);
            } else if (row.held().outcome() instanceof DeliveryOutcome.Failed failed) {
                tell(handle, failed, row.after(), now);
            }
        }
    }

    private static void tell(Handle handle, DeliveryOutcome.Failed failed, Delivery.Progress after, Instant now) {
        Delivery delivery = failed.delivery();
        if (failed.fault().kind() == DeliveryFault.Kind.GONE) {
            Sinks.disable(handle, delivery.sink(), failed.fault().getMessage(), now);
            OperatorNotices.raise(
                    handle, OperatorNotices.Kind.SINK_DISABLED, delivery.sink(), disabled(delivery, after), now);
        }
        if (after.status() == Delivery.Status.DEAD) {
            tellGivenUp(handle, delivery, after, now);
        }
    }

    private static void tellGivenUp(Handle handle, Delivery delivery, Delivery.Progress after, Instant now) {
        String id = Long.toString(delivery.id());
        OperatorNotices.raise(handle, OperatorNotices.Kind.DELIVERY_DEAD, id, givenUp(delivery, after), now);
    }

    /** Writes attempts that were broken off into a delivery's history, and tells the operator that it is given up. */
    static void setAside(Handle handle, Delivery delivery, int brokenOff, String error, Instant now) {
        PreparedBatch batch = handle.prepareBatch(ATTEMPT);
        for (int i = 0; i < brokenOff; i++) {
            batch.bind("delivery", delivery.id())
                    .bind("at", now.toEpochMilli())
                    .bind("outcome", "failed")
                    .bind("answer", "the program ended during it")
                    .add();
        }
        batch.execute();
        int attempts = delivery.progress().attempts() + brokenOff;
        tellGivenUp(handle, delivery, new Delivery.Progress(Delivery.Status.DEAD, attempts, 0, null, error), now);
    }

    private static String givenUp(Delivery delivery, Delivery.Progress after) {
        return """
                Delivery %d of %s to sink %s was given up, attempt %d: %s
                To see what was tried, and to try once more:
                  rankwire deliveries attempts %d
                  rankwire deliveries retry %d""".formatted(
                        delivery.id(),
                        delivery.label(),
                        delivery.sink(),
                        after.attempts(),
                        after.lastError(),
                        delivery.id(),
                        delivery.id());
    }

    private static String disabled(Delivery delivery, Delivery.Progress after) {
        return """
                %s
                Nothing is handed to sink %s any more, and what is owed to it waits. To go on:
                  rankwire sinks enable %s""".formatted(after.lastError(), delivery.sink(), delivery.sink());
    }

    private static void putBack(Handle handle, Row row) {
        handle.execute(
                "update delivery set taken_by = null, taken_until = 0, begun = 0 where id = ? and fence = ?",
                row.held().lease().id(),
                row.held().lease().fence());
    }

    /** Whether this process ended it already, and did not hear that it was written. */
    private static boolean isEnded(Handle handle, Leases.Lease lease) {
        return handle.select(
                        "select exists (select 1 from delivery where id = ? and fence = ? and taken_by is null)",
                        lease.id(),
                        lease.fence())
                .mapTo(Boolean.class)
                .one();
    }
}

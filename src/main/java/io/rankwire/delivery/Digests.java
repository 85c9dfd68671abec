package io.rankwire.delivery;

import io.rankwire.document.report.Digest;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The digests that were put together. One is published once for the moment that it is due at, and tells a ranking once,
 * on however many nodes it fires: the database sees to both. Safe for use by many threads.
 */
public final class Digests {
    private final Store store;
    private final Snapshots snapshots;
    private final Clock clock;

    public Digests(Store store, Clock clock) {
        this.store = store;
        this.snapshots = new Snapshots(store);
        this.clock = clock;
    }

    /** What became of a digest that was due. */
    public sealed interface Outcome {
        /** It is owed to its sinks. */
        record Owed(Digest digest) implements Outcome {}

        /** It is not sent. */
        record Skipped(String reason) implements Outcome {}

        /** It was published for that moment before, here or on another node. */
        record Repeated() implements Outcome {}
    }

    /** The digest with what is news in it told apart from what it had before. */
    public Digest tellApart(Digest digest) {
        return store.withHandle(handle -> digest.with(digest.rankings().stream()
                .map(ranking ->
                        ranking.asNews(ranking.snapshot().isPresent() && !isTold(handle, digest.name(), ranking)))
                .toList()));
    }

    private static boolean isTold(Handle handle, String name, Digest.Ranking ranking) {
        long snapshot = ranking.snapshot().orElseThrow().id();
        return handle.select("""
                        select exists (select 1 from digest_ranking
                        where name = ? and label = ? and snapshot_id = ? and news = 1)""", name, ranking.label(), snapshot)
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Owes the digest to every sink, or writes down why it is not sent, in one transaction.
     *
     * @param unwanted why it is not worth sending; null when it is
     */
    public Outcome publish(Digest digest, @Nullable String unwanted, List<String> sinks) {
        return store.inTransaction(handle -> {
            Optional<Long> id = handle.select("""
                            insert into digest (name, due_at) values (?, ?)
                            on conflict (name, due_at) do nothing returning id""", digest.name(), digest.dueAt().toEpochMilli())
                    .mapTo(Long.class)
                    .findOne();
            return id.isEmpty() ? new Outcome.Repeated() : publish(handle, id.get(), digest, unwanted, sinks);
        });
    }

    private Outcome publish(Handle handle, long id, Digest digest, @Nullable String unwanted, List<String> sinks) {
        List<Digest.Ranking> kept = new ArrayList<>();
        for (Digest.Ranking ranking : digest.rankings()) {
            boolean news = ranking.news() && unwanted == null;
            // Another firing may have told it a moment ago.
            boolean told = news && keep(handle, id, digest.name(), ranking, kept.size() + 1);
            if (!told) {
                keep(handle, id, digest.name(), ranking.asNews(false), kept.size() + 1);
            }
            kept.add(ranking.asNews(told));
        }
        Digest told = digest.with(kept);
        String reason = unwanted == null && told.news().isEmpty() ? told.nothingNew() : unwanted;
        owe(handle, id, told, reason, sinks);
        return reason == null ? new Outcome.Owed(told) : new Outcome.Skipped(reason);
    }

    private static boolean keep(Handle handle, long id, String name, Digest.Ranking ranking, int number) {
        return handle.createUpdate("""
                        insert into digest_ranking (digest_id, number, name, feed, label, snapshot_id, news)
                        values (:digest, :number, :name, :feed, :label, :snapshot, :told)
                        on conflict (name, label, snapshot_id) where news = 1 do nothing""")
                        .bindMethods(ranking)
                        .bind("digest", id)
                        .bind("number", number)
                        .bind("name", name)
                        .bind("snapshot", ranking.snapshot().map(Snapshot::id).orElse(null))
                        .bind("told", ranking.news() ? 1 : 0)
                        .execute()
                == 1;
    }

    private void owe(Handle handle, long id, Digest digest, @Nullable String reason, List<String> sinks) {
        Optional<Long> snapshot = digest.first().map(Snapshot::id);
        if (snapshot.isEmpty()) {
            return;
        }
        for (String sink : sinks) {
            handle.createUpdate("""
                            insert into delivery (event_id, snapshot_id, digest_id, feed, label, sink, occasion, status,
                              next_attempt_at, last_error, created_at, settled_at)
                            values (:event, :snapshot, :digest, :name, :name, :sink, :occasion, :status,
                              :now, :reason, :now, :settled)""")
                    .bind("event", "msg_" + UUID.randomUUID().toString().replace("-", ""))
                    .bind("snapshot", snapshot.get())
                    .bind("digest", id)
                    .bind("name", digest.name())
                    .bind("sink", sink)
                    .bind("occasion", "digest-" + id)
                    .bind("status", (reason == null ? Delivery.Status.DUE : Delivery.Status.SKIPPED).word())
                    .bind("now", clock.millis())
                    .bind("reason", reason)
                    .bind("settled", reason == null ? null : (Long) clock.millis())
                    .execute();
        }
    }

    /** The digest of that id, as it was when it was owed. */
    public Digest get(long id) {
        return store.withHandle(handle -> handle.select("select * from digest where id = ?", id)
                .map((rs, ctx) -> new Digest(
                        rs.getString("name"), Instant.ofEpochMilli(rs.getLong("due_at")), rankings(handle, id)))
                .one());
    }

    private List<Digest.Ranking> rankings(Handle handle, long id) {
        return handle.select("select * from digest_ranking where digest_id = ? order by number", id)
                .map((rs, ctx) -> ranking(rs))
                .list();
    }

    private Digest.Ranking ranking(ResultSet rs) throws SQLException {
        long id = rs.getLong("snapshot_id");
        Optional<Snapshot> snapshot = rs.wasNull() ? Optional.empty() : snapshots.find(id);
        return new Digest.Ranking(rs.getString("feed"), rs.getString("label"), snapshot, rs.getInt("news") == 1);
    }

    /** The moment up to which everything is done that a digest was due for: its newest, or when it became known. */
    public Instant doneUntil(String name) {
        return store.inTransaction(handle -> {
            handle.execute(
                    "insert into known_digest (name, since) values (?, ?) on conflict (name) do nothing",
                    name,
                    clock.millis());
            return Instant.ofEpochMilli(
                    handle.createQuery("""
                            select max(moment) from (select since as moment from known_digest where name = :name
                              union all select due_at from digest where name = :name) moments""").bind("name", name).mapTo(Long.class).one());
        });
    }
}

package io.rankwire.poll;

import io.rankwire.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Polls that operators ask for, handed through the store to a process that runs: it has the feeds, the keys and the pace.
 * A request is taken once, on however many nodes. Safe for use by many threads.
 */
public final class PollRequests {
    /** A request that no process has taken by then is dropped. */
    private static final Duration OPEN = Duration.ofMinutes(1);

    private static final Duration KEPT = Duration.ofDays(1);

    private final Store store;
    private final Jdbi jdbi;
    private final Clock clock;

    public PollRequests(Store store, Clock clock) {
        this.store = store;
        this.jdbi = store.jdbi();
        this.clock = clock;
    }

    /** A poll that was asked for. */
    public record Request(long id, String feed, Demand demand) {}

    /**
     * How a request stands.
     *
     * @param takenBy the process that polls; null while none has taken it
     * @param answer what it said of the poll; null before
     */
    public record State(String takenBy, String answer) {}

    /** Asks for a poll; the request's id. Requests of other days are forgotten. */
    public long ask(String feed, Demand demand) {
        return jdbi.inTransaction(handle -> {
            handle.execute("delete from poll_request where asked_at < ?", clock.millis() - KEPT.toMillis());
            return handle.createQuery("""
                            insert into poll_request (feed, demand, asked_at) values (:feed, :demand, :now)
                            returning id""")
                    .bind("feed", feed)
                    .bind("demand", demand.name().toLowerCase(Locale.ROOT))
                    .bind("now", clock.millis())
                    .mapTo(Long.class)
                    .one();
        });
    }

    /** Takes every request that waits, for this process. */
    public List<Request> take() {
        List<Request> taken = new ArrayList<>();
        for (Request request : open()) {
            int mine = jdbi.withHandle(handle -> handle.execute(
                    "update poll_request set taken_by = ? where id = ? and taken_by is null",
                    store.leases().node().toString(),
                    request.id()));
            if (mine == 1) {
                taken.add(request);
            }
        }
        return taken;
    }

    private List<Request> open() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, feed, demand from poll_request
                        where taken_by is null and asked_at > :since order by id""")
                .bind("since", clock.millis() - OPEN.toMillis())
                .map((rs, ctx) -> new Request(
                        rs.getLong("id"),
                        rs.getString("feed"),
                        Demand.valueOf(rs.getString("demand").toUpperCase(Locale.ROOT))))
                .list());
    }

    /** Says what came of a poll that was taken. */
    public void answer(long id, String answer) {
        store.withHandle(handle -> handle.execute("update poll_request set answer = ? where id = ?", answer, id));
    }

    /** Takes a request back; false when a process has taken it. */
    public boolean withdraw(long id) {
        return jdbi.withHandle(
                        handle -> handle.execute("delete from poll_request where id = ? and taken_by is null", id))
                == 1;
    }

    /** How a request stands; empty when it is forgotten. */
    public Optional<State> state(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("select taken_by, answer from poll_request where id = :id")
                .bind("id", id)
                .map((rs, ctx) -> new State(rs.getString("taken_by"), rs.getString("answer")))
                .findOne());
    }
}

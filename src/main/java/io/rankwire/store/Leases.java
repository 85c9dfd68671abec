package io.rankwire.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process holds in the store. It is held for a time only, which is prolonged again and again while the process
 * runs; a process that was stopped for longer finds that another has it, under a fence that its own does not match.
 * Safe for use by many threads.
 */
public final class Leases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.store");

    /** A store that could not be reached is tried again as soon as this. */
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);

    private static final int MOST_UNLIKELY = 10_000;

    private final Jdbi jdbi;
    private final Node node;
    private final Duration time;
    private final Duration every;
    private final Outage outage;
    private final Set<Lease> kept = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(beat -> {
        Thread thread = new Thread(beat, "leases");
        thread.setDaemon(true);
        return thread;
    });

    /** Since when it is seen here, on this process's own count. */
    private final Map<Unlikely, Long> unlikely = new ConcurrentHashMap<>();

    private final ScheduledFuture<?> beating;
    private long beaten = System.nanoTime();
    private boolean waiting;
    /** Whether the store could not be reached when it was last tried. */
    private volatile boolean apart;
    /** When it could be reached again, on this process's own count; 0 when it always could. */
    private volatile long together;

    Leases(Jdbi jdbi, Node node, Duration time, Outage outage) {
        this.jdbi = jdbi;
        this.node = node;
        this.time = time;
        this.outage = outage;
        this.every = time.dividedBy(4);
        long look = Math.min(every.toMillis(), LOOKS_EVERY.toMillis());
        this.beating = heart.scheduleWithFixedDelay(this::look, look, look, TimeUnit.MILLISECONDS);
    }

    /**
     * Something held.
     *
     * @param renewal the update that prolongs it, {@code :until} a moment, if {@code :fence} is still that of {@code :id}
     * @param fence grows with every owner
     */
    public record Lease(String renewal, long id, long fence, Clock clock) {}

    /** Who holds what is held here. */
    public Node node() {
        return node;
    }

    /** Until when something taken now is held. */
    public long until(Clock clock) {
        return clock.millis() + time.toMillis();
    }

    /**
     * Whether what was held until then has been let go: its time is over, or its holder, a node as it is written into
     * the store, is known to be gone.
     */
    public boolean isFree(String holder, long until, Clock clock) {
        return isOver(until, clock) || node.knowsDead(holder) || isForgotten(holder, until, clock);
    }

    /**
     * Whether something is held for longer than anybody takes or prolongs it for, because the clock was set back since, and
     * was not prolonged in the time of a lease, as it passed here.
     */
    private boolean isForgotten(String holder, long until, Clock clock) {
        if (until <= until(clock)) {
            return false;
        }
        if (unlikely.size() > MOST_UNLIKELY) {
            unlikely.clear();
        }
        long first = unlikely.computeIfAbsent(new Unlikely(holder, until), held -> System.nanoTime());
        return System.nanoTime() - first > time.toNanos();
    }

    /** A lease that ends too far in the future. */
    private record Unlikely(String holder, long until) {}

    /** While the store is away, no lease can be prolonged: when it is back, each holder has the time of a lease to do so. */
    private boolean isOver(long until, Clock clock) {
        return until <= clock.millis() && !apart && (together == 0 || System.nanoTime() - together > time.toNanos());
    }

    /** Prolongs it from now on, until it is dropped. */
    public void keep(Lease lease) {
        kept.add(lease);
    }

    /** Prolongs it no longer. */
    public void drop(Lease lease) {
        kept.remove(lease);
    }

    /** Prolongs it within the caller's transaction; false when another process has it now. */
    public boolean renew(Handle handle, Lease lease) {
        return handle.createUpdate(lease.renewal())
                        .bind("until", until(lease.clock()))
                        .bind("id", lease.id())
                        .bind("fence", lease.fence())
                        .execute()
                == 1;
    }

    private void look() {
        if (apart || System.nanoTime() - beaten >= every.toNanos()) {
            beatQuietly();
            beaten = System.nanoTime();
        }
    }

    private void beatQuietly() {
        try {
            beat();
            together = apart ? System.nanoTime() : together;
            apart = false;
            if (waiting) {
                waiting = false;
                outage.end(true);
            }
        } catch (RuntimeException e) {
            // The next beat is soon, and every write asks for the fence anyway.
            apart = true;
            LOG.debug("what is held could not be prolonged", e);
            if (!waiting && Outage.caused(e)) {
                waiting = true;
                outage.begin(e);
            }
        }
    }

    /** Prolongs everything that is kept. */
    public void beat() {
        Map<String, List<Lease>> byRenewal = kept.stream().collect(Collectors.groupingBy(Lease::renewal));
        byRenewal.forEach((renewal, leases) -> jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch(renewal);
            leases.forEach(lease -> batch.bind("until", until(lease.clock()))
                    .bind("id", lease.id())
                    .bind("fence", lease.fence())
                    .add());
            batch.execute();
        }));
    }

    @Override
    public void close() {
        beating.cancel(true);
        heart.shutdownNow();
    }
}

package io.rankwire.event;

import io.rankwire.ranking.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells observers what happens. Safe for use by many threads; observers must be quick. */
public final class ProgramEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramEvents.class);

    private final List<Consumer<ProgramEvent>> observers = new CopyOnWriteArrayList<>();

    /** Tells the observer everything that happens from now on. */
    public void observe(Consumer<ProgramEvent> observer) {
        observers.add(observer);
    }

    /** Tells the observer nothing more. */
    public void forget(Consumer<ProgramEvent> observer) {
        observers.remove(observer);
    }

    /** Seals a ranking of the feed, and tells of it and of how long it took. */
    public void seal(String feed, Supplier<Snapshot> sealing) {
        long began = System.nanoTime();
        Snapshot sealed = sealing.get();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        tell(new ProgramEvent.Sealed(feed, sealed.id(), sealed.extent().rows(), took));
    }

    /** Tells every observer. What goes wrong in one of them concerns neither the others nor the work that is told of. */
    public void tell(ProgramEvent programEvent) {
        for (Consumer<ProgramEvent> observer : observers) {
            try {
                observer.accept(programEvent);
            } catch (RuntimeException e) {
                LOG.error("an observer failed at {}", programEvent.getClass().getSimpleName(), e);
            }
        }
    }
}

package io.rankwire.account;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How many requests of an account are under way at once in this process, over all its feeds. Safe for use by many threads. */
public final class Concurrency {
    private final Map<String, Lanes> accounts = new ConcurrentHashMap<>();

    /** Fair, so that a feed that asks for one page is not kept waiting by one that asks for many. */
    private record Lanes(int number, Semaphore free) {
        Lanes(int number) {
            this(number, new Semaphore(number, true));
        }
    }

    /** One request's place; closed when its answer is there. */
    public static final class Lane implements AutoCloseable {
        private final Semaphore lanes;

        private Lane(Semaphore lanes) {
            this.lanes = lanes;
        }

        @Override
        public void close() {
            lanes.release();
        }
    }

    /** Takes a lane once one is free. */
    public Lane take(Account account) throws InterruptedException {
        Semaphore free = lanes(account);
        free.acquire();
        return new Lane(free);
    }

    /** Takes a lane if one is free and no other request waits for one. */
    public Optional<Lane> takeIfFree(Account account) throws InterruptedException {
        Semaphore free = lanes(account);
        return free.tryAcquire(0, TimeUnit.SECONDS) ? Optional.of(new Lane(free)) : Optional.empty();
    }

    /** After an edit of the setting, requests that are under way do not count in the new number. */
    private Semaphore lanes(Account account) {
        return accounts.compute(
                        account.name(),
                        (name, old) -> old != null && old.number() == account.parallelRequests()
                                ? old
                                : new Lanes(account.parallelRequests()))
                .free();
    }
}

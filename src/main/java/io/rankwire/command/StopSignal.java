package io.rankwire.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C or a polite kill. The process ends only after what was opened behind this was closed, or half a minute later. */
final class StopSignal implements AutoCloseable {
    private static final long LONGEST_CLOSE_SECONDS = 30;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private void stop() {
        asked.countDown();
        try {
            if (!closed.await(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("not everything could be closed in time; nothing that was stored is lost");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the signal. Before this is called a signal ends the process at once, as it always may. */
    void await() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        asked.await();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}

package io.rankwire.net;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * The requests and pauses that are under way: each HTTP request ends at its deadline, whatever the other side does, and
 * everything soon after the program is asked to stop. Safe for use by many threads.
 */
public final class Underway {
    private static final String NAME = "underway";

    /** A request that had no connection yet at its deadline gets one later, which is to be closed too. */
    private static final long AGAIN_MILLIS = 250;

    private final Set<Request> requests = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final ScheduledExecutorService watch;

    private Underway() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "request-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        watch = executor;
    }

    /** The context's own; made at the first call. */
    public static Underway of(CamelContext context) {
        Registry registry = context.getRegistry();
        synchronized (registry) {
            Underway known = registry.lookupByNameAndType(NAME, Underway.class);
            if (known != null) {
                return known;
            }
            Underway made = new Underway();
            registry.bind(NAME, made);
            return made;
        }
    }

    /** Sends a request, and reads of the answer what is wanted of it. */
    @FunctionalInterface
    interface Sending {
        ClassicHttpResponse send() throws IOException, HttpException;
    }

    /** Something that is waited for, and why that was ended before it was over. */
    public final class Request implements AutoCloseable {
        private final Runnable breakOff;
        private volatile @Nullable String ended;

        private Request(Runnable breakOff) {
            this.breakOff = breakOff;
        }

        private void end(String reason) {
            ended = reason;
            breakOff.run();
        }

        /** Why it was ended; empty when it was not. */
        public Optional<String> ended() {
            return Optional.ofNullable(ended);
        }

        /** It is over. */
        @Override
        public void close() {
            requests.remove(this);
        }
    }

    /**
     * Has what is waited for from now on ended when the program stops.
     *
     * @param breakOff what ends it; may be called again and again until it is over
     */
    public Request begin(Runnable breakOff) {
        Request request = new Request(breakOff);
        requests.add(request);
        return request;
    }

    /**
     * Sends a request that is over in time. After a fault its connection is closed, so that nothing more of the answer is
     * read.
     *
     * @param most how long it may take as a whole
     * @throws SocketTimeoutException if it was ended
     */
    ClassicHttpResponse within(Duration most, ExecRuntime connection, Sending sending)
            throws IOException, HttpException {
        Request request = begin(connection::discardEndpoint);
        ScheduledFuture<?> deadline = watch.scheduleAtFixedRate(
                () -> request.end("no whole answer within " + seconds(most)),
                most.toMillis(),
                AGAIN_MILLIS,
                TimeUnit.MILLISECONDS);
        try {
            return sending.send();
        } catch (IOException | HttpException | RuntimeException e) {
            connection.discardEndpoint();
            // A connection that is closed under the client's hands shows in many ways.
            if (request.ended != null) {
                SocketTimeoutException ended = new SocketTimeoutException(request.ended);
                ended.addSuppressed(e);
                throw ended;
            }
            throw e;
        } finally {
            deadline.cancel(false);
            request.close();
        }
    }

    public static String seconds(Duration most) {
        return most.toMillis() % 1000 == 0 ? most.toSeconds() + " s" : most.toMillis() + " ms";
    }

    /** Waits; false, at once, when the program is asked to stop. */
    public boolean pause(Duration pause) throws InterruptedException {
        return !stop.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether the program is asked to stop. */
    public boolean isStopping() {
        return stop.getCount() == 0;
    }

    /** Ends all pauses now, and all requests after a grace in which answers that are paid for may still come. */
    public void stop(Duration grace) {
        stop.countDown();
        var unused = watch.scheduleAtFixedRate(
                () -> requests.forEach(request -> request.end("the program stops")),
                grace.toMillis(),
                AGAIN_MILLIS,
                TimeUnit.MILLISECONDS);
    }
}

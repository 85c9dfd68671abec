package io.rankwire.route.dispatch;

import io.rankwire.delivery.DeliveryClaims;
import io.rankwire.event.ProgramEvents;
import io.rankwire.settings.Settings;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands due deliveries to their sinks: workers of its own for each, one unless the operator sets more, so that a dead sink
 * holds up no other. Threads are there only for sinks that something is due for.
 */
public final class Dispatcher implements AutoCloseable {
    private static final int MOST_PARALLEL = 64;
    /** For so long a sink that was woken is seen to. */
    private static final Duration AWAKE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.delivery");

    private final CamelContext context;
    private final SinkWorker.Tools tools;
    private final ExecutorService workers;
    private final Settings settings;
    /** How many workers each sink has. */
    private final Map<String, Integer> busy = new ConcurrentHashMap<>();

    private final Map<String, Long> woken = new ConcurrentHashMap<>();
    private final Set<String> complained = new HashSet<>();

    public Dispatcher(CamelContext context, DeliveryClaims claims, ProgramEvents programEvents) {
        this.context = context;
        this.settings = new Settings(context);
        this.tools = new SinkWorker.Tools(context.createProducerTemplate(), claims, new SinkGate(), programEvents);
        this.workers = context.getExecutorServiceManager().newCachedThreadPool(this, "sink");
    }

    /** Where the sinks are. */
    public CamelContext context() {
        return context;
    }

    /** The enabled sinks that something is due for now, each with how many feeds that is of. */
    public Map<String, Integer> sinksDue() {
        return tools.claims().sinksDue();
    }

    /** Through which deliveries go to their sinks. */
    public SinkGate sinkGate() {
        return tools.sinkGate();
    }

    /**
     * Sees to it that every sink with a due delivery has its workers; returns at once.
     *
     * @return what each worker that began will have done, in attempts
     */
    public synchronized List<Future<Integer>> dispatch() {
        List<Future<Integer>> begun = new ArrayList<>();
        // Deliveries of one feed go one after another, so more workers than feeds would find nothing to do.
        sinksDue().forEach((sink, feeds) -> begun.addAll(begin(sink, Math.min(feeds, parallel(sink)), () -> true)));
        return begun;
    }

    /**
     * Sees to it that the sink has its workers; returns at once. They go on for as long as there is something to do and
     * the sink is woken again and again: a node that it is taken from lets go of it.
     */
    public synchronized void wake(String sink) {
        woken.put(sink, System.nanoTime());
        begin(sink, parallel(sink), () -> System.nanoTime() - woken.get(sink) < AWAKE.toNanos());
    }

    private List<Future<Integer>> begin(String sink, int most, BooleanSupplier wanted) {
        List<Future<Integer>> begun = new ArrayList<>();
        // Without its route nothing can be said of a sink: what is owed to it waits, and no attempt is used up.
        boolean isThere = isThere(sink);
        while (isThere && busy.getOrDefault(sink, 0) < most) {
            busy.merge(sink, 1, Integer::sum);
            begun.add(workers.submit(() -> work(sink, wanted)));
        }
        return begun;
    }

    private boolean isThere(String sink) {
        return context.getRoute(sink) != null
                || context.getRoutes().stream()
                        .anyMatch(route -> route.getEndpoint().getEndpointUri().equals("direct://" + sink));
    }

    /** {@code <sink>.parallel = 4} lets four feeds be delivered to a sink at once. */
    private int parallel(String sink) {
        String key = sink + ".parallel";
        try {
            return settings.find(key)
                    .map(text -> Settings.whole(key, text, MOST_PARALLEL))
                    .orElse(1);
        } catch (OperatorMistake e) {
            if (complained.add(sink)) {
                LOG.error("{}; until then it is taken for 1", e.getMessage());
            }
            return 1;
        }
    }

    private int work(String sink, BooleanSupplier wanted) {
        try {
            return new SinkWorker(sink, tools).work(wanted);
        } catch (RuntimeException e) {
            LOG.error("sink={}: its worker broke off: {}", sink, Reason.of(e), e);
            return 0;
        } finally {
            busy.computeIfPresent(sink, (name, working) -> working == 1 ? null : working - 1);
        }
    }

    /** Makes every attempt that is due now, and those that become due meanwhile; sinks do not wait for each other. */
    public void settle() {
        int attempts;
        do {
            attempts = 0;
            for (Future<Integer> worker : dispatch()) {
                attempts += result(worker);
            }
        } while (attempts > 0);
    }

    private static int result(Future<Integer> worker) {
        try {
            return worker.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker failed", e);
        }
    }

    @Override
    public void close() {
        context.getExecutorServiceManager().shutdownGraceful(workers);
    }
}

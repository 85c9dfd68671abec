package io.rankwire.console.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.rankwire.event.ProgramEvent;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Counts what happens in this process. Labels come from file names and from words of the program, never from vendors, and
 * however many names come and go, only so many are counted. Safe for use by many threads.
 */
public final class Metrics {
    private static final int MOST_NAMES = 1000;
    private static final String FEED = "feed";
    private static final String SINK = "sink";
    private static final String ACCOUNT = "account";
    private static final String OUTCOME = "outcome";
    private static final String UNREADABLE = "bus.unreadable";
    /** From a quick answer to a poll of many pages. */
    private static final Duration[] BUCKETS = Stream.of(
                    50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;

    public Metrics(MeterRegistry registry) {
        this.registry = registry;
        Stream.of(FEED, SINK, ACCOUNT)
                .map(label -> MeterFilter.maximumAllowableTags("rankwire", label, MOST_NAMES, MeterFilter.deny()))
                .forEach(registry.config()::meterFilter);
        bindProcess();
        // There from the start, with nothing, so that the first one is seen as an increase.
        count(UNREADABLE, 0);
    }

    @SuppressWarnings("resource") // Listens to the garbage collector as long as the process lives.
    private void bindProcess() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmGcMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    public void observe(ProgramEvent programEvent) {
        if (programEvent instanceof ProgramEvent.PollEnded ended) {
            pollEnded(ended);
        } else if (programEvent instanceof ProgramEvent.Asked asked) {
            count("requests", 1, ACCOUNT, asked.account(), OUTCOME, asked.outcome());
            time("request.duration", asked.took(), ACCOUNT, asked.account());
        } else if (programEvent instanceof ProgramEvent.Waited waited) {
            waited(waited.account(), 1, waited.pause());
        } else if (programEvent instanceof ProgramEvent.Attempted attempted) {
            count("attempts", 1, SINK, attempted.attempt().sink(), OUTCOME, attempted.outcome());
            time("attempt.duration", attempted.took(), SINK, attempted.attempt().sink());
        } else if (programEvent instanceof ProgramEvent.Unreadable) {
            count(UNREADABLE, 1);
        }
    }

    private void pollEnded(ProgramEvent.PollEnded ended) {
        count("polls", 1, FEED, ended.feed(), OUTCOME, ended.outcome());
        count("pages", ended.work().pages(), FEED, ended.feed());
        count("rows", ended.work().rows(), FEED, ended.feed());
        count("credits", ended.work().credits(), ACCOUNT, ended.account());
        time("poll.duration", ended.took());
        // So that it is there, with nothing, before the first wait.
        waited(ended.account(), 0, Duration.ZERO);
    }

    private void waited(String account, int times, Duration pause) {
        count("pace.waits", times, ACCOUNT, account);
        count("pace.wait.seconds", pause.toMillis() / 1000.0, ACCOUNT, account);
    }

    private void count(String name, double amount, String... labels) {
        Counter.builder("rankwire." + name).tags(labels).register(registry).increment(amount);
    }

    private void time(String name, Duration took, String... labels) {
        Timer.builder("rankwire." + name)
                .tags(labels)
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(took);
    }

    /** Forgets feeds and sinks that are no more. */
    void keepOnly(Set<String> feeds, Set<String> sinks) {
        for (Meter meter : registry.getMeters()) {
            String feed = meter.getId().getTag(FEED);
            String sink = meter.getId().getTag(SINK);
            boolean ours = meter.getId().getName().startsWith("rankwire.");
            if (ours && ((feed != null && !feeds.contains(feed)) || (sink != null && !sinks.contains(sink)))) {
                registry.remove(meter);
            }
        }
    }
}

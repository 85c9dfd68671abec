package io.rankwire.console.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.rankwire.account.StoppedAccounts;
import io.rankwire.account.StoredBudget;
import io.rankwire.delivery.Sinks;
import io.rankwire.operator.desk.FileState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How things stand, as the store and the route desk say it: looked at on request, at most once in a few
 * seconds. Safe for use by many threads.
 */
public final class Gauges {
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(5);

    private final ConsoleServices stage;
    private final MeterRegistry registry;
    private final Newest newest;
    private final Map<String, MultiGauge> gauges = new HashMap<>();
    private Instant looked = Instant.MIN;

    public Gauges(ConsoleServices stage, MeterRegistry registry) {
        this.stage = stage;
        this.registry = registry;
        this.newest = new Newest(stage);
    }

    /** Looks again, if it is time to; returns the sinks that there are. */
    public synchronized void look(Metrics counted) {
        Instant now = stage.clock().instant();
        if (looked.plus(AT_MOST_EVERY).isAfter(now)) {
            return;
        }
        looked = now;
        Map<String, Newest.Rankings> feeds = newest.byFeed();
        List<Sinks.State> sinks = stage.sinks().states(stage.sinkNames());
        counted.keepOnly(
                feeds.keySet(), sinks.stream().map(Sinks.State::sink).collect(Collectors.toCollection(TreeSet::new)));
        freshness(feeds, now);
        deliveries(sinks, now);
        accounts();
        files();
    }

    /** A feed is as fresh as that of its series which is furthest behind. */
    private void freshness(Map<String, Newest.Rankings> feeds, Instant now) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        feeds.forEach((feed, rankings) -> rankings.furthestBehind().ifPresent(behind -> {
            Instant end = behind.period()
                    .last()
                    .plusDays(1)
                    .atStartOfDay(stage.settings().zone())
                    .toInstant();
            long seconds = Math.max(0, Duration.between(end, now).toSeconds());
            rows.add(row(seconds, "feed", feed, "period", behind.period().type().word()));
        }));
        show("feed.freshness", "seconds", rows);
    }

    private void deliveries(List<Sinks.State> sinks, Instant now) {
        List<MultiGauge.Row<?>> owed = new ArrayList<>();
        List<MultiGauge.Row<?>> ages = new ArrayList<>();
        List<MultiGauge.Row<?>> disabled = new ArrayList<>();
        for (Sinks.State sink : sinks) {
            owed.add(row(sink.due(), "sink", sink.sink(), "status", "due"));
            owed.add(row(sink.dead(), "sink", sink.sink(), "status", "dead"));
            long age = sink.oldestDue() == null
                    ? 0
                    : Duration.between(sink.oldestDue(), now).toSeconds();
            ages.add(row(Math.max(0, age), "sink", sink.sink()));
            disabled.add(row(sink.disabled() == null ? 0 : 1, "sink", sink.sink()));
        }
        show("deliveries", null, owed);
        show("backlog.age", "seconds", ages);
        show("sink.disabled", null, disabled);
    }

    private void accounts() {
        Set<String> stopped = new StoppedAccounts(stage.store(), stage.clock())
                .list().stream().map(StoppedAccounts.Stopped::account).collect(Collectors.toSet());
        Set<String> accounts = new TreeSet<>(stopped);
        List<MultiGauge.Row<?>> used = new ArrayList<>();
        List<MultiGauge.Row<?>> limits = new ArrayList<>();
        for (StoredBudget.Standing budget : stage.budgets()) {
            accounts.add(budget.account());
            used.add(row(budget.used(), "account", budget.account(), "unit", budget.unit()));
            budget.limit()
                    .ifPresent(limit -> limits.add(row(limit, "account", budget.account(), "unit", budget.unit())));
        }
        show("budget.used", null, used);
        show("budget.limit", null, limits);
        show(
                "account.stopped",
                null,
                accounts.stream()
                        .<MultiGauge.Row<?>>map(account -> row(stopped.contains(account) ? 1 : 0, "account", account))
                        .toList());
    }

    private void files() {
        Map<FileState.Status, Long> counts =
                stage.desk().files().stream().collect(Collectors.groupingBy(FileState::status, Collectors.counting()));
        show(
                "files",
                null,
                Arrays.stream(FileState.Status.values())
                        .<MultiGauge.Row<?>>map(status -> row(counts.getOrDefault(status, 0L), "state", status.word()))
                        .toList());
    }

    private static MultiGauge.Row<Number> row(Number value, String... labels) {
        return MultiGauge.Row.of(Tags.of(labels), value);
    }

    private void show(String name, @Nullable String unit, List<MultiGauge.Row<?>> rows) {
        gauges.computeIfAbsent(name, key -> MultiGauge.builder("rankwire." + key)
                        .baseUnit(unit)
                        .register(registry))
                .register(rows, true);
    }
}

package io.rankwire.route.step;

import io.rankwire.account.Account;
import io.rankwire.account.Accounts;
import io.rankwire.account.LocalPace;
import io.rankwire.account.StoredBudget;
import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFilter;
import io.rankwire.engine.Engine;
import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.feed.Series;
import io.rankwire.operator.desk.FileProblem;
import io.rankwire.poll.Demand;
import io.rankwire.poll.Desk;
import io.rankwire.poll.Poll;
import io.rankwire.poll.Polls;
import io.rankwire.poll.asking.Backoff;
import io.rankwire.ranking.Snapshot;
import io.rankwire.settings.Home;
import io.rankwire.source.Source;
import io.rankwire.source.SourceFile;
import io.rankwire.source.page.HttpAnswer;
import io.rankwire.transport.mail.LaterClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.Processor;
import org.assertj.core.api.Assertions;

/** The whole program over a home with one sink, {@code drop}, and a small ranking to deliver. */
public final class SinkBench implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofDays(2);

    private static final String SINK = "drop";
    private static final String SAMPLES = "/io/rankwire/document/";

    private final Engine engine;
    private final LaterClock clock;
    private Snapshot snapshot;
    private final List<String> refusals;

    /**
     * Starts the program.
     *
     * @param steps the steps of the sink's route, as YAML, from column 0 on
     */
    public SinkBench(Path home, Map<String, String> properties, String steps) throws Exception {
        this(home, properties, steps, Map.of(), new LaterClock());
    }

    /**
     * Starts the program with steps of the test's own.
     *
     * @param own by the names that YAML calls them by
     */
    public SinkBench(
            Path home, Map<String, String> properties, String steps, Map<String, Processor> own, LaterClock clock)
            throws Exception {
        this.clock = clock;
        Path sinks = Files.createDirectories(home.resolve("routes/sinks"));
        Files.writeString(sinks.resolve(SINK + ".camel.yaml"), """
                - route:
                    id: drop
                    from:
                      uri: direct:drop
                      steps:
                """ + steps.indent(8));
        engine = new Engine(new Home(home), clock, properties).start();
        own.forEach((name, step) -> engine.context().getRegistry().bind(name, Processor.class, step));
        try {
            engine.desk().load(false);
            refusals =
                    engine.desk().problems().stream().map(FileProblem::reason).toList();
            snapshot = fetch(page(), 2);
        } catch (Throwable failure) {
            engine.close();
            throw failure;
        }
    }

    /** Puts the definition of the ranking's source into a home, which reports ask for. */
    public static void knowTheSource(Path home) throws IOException {
        Path kamelets = Files.createDirectories(home.resolve("routes/kamelets"));
        try (InputStream source = SinkBench.class.getResourceAsStream(SAMPLES + "sample-source.kamelet.yaml")) {
            String definition = new String(source.readAllBytes(), StandardCharsets.UTF_8);
            String template =
                    "  template:\n    from:\n      uri: kamelet:source\n      steps:\n        - log: polled\n";
            Files.writeString(kamelets.resolve("sample-top-product.kamelet.yaml"), definition + template);
        }
    }

    private static Feed feed(String name) {
        return new Feed(
                name,
                "",
                new Series("sample-top-product", PeriodType.WEEK, Map.of("region", "US", "orderBy", "units_sold")),
                new Feed.Terms("sample", 100, Optional.of(Duration.ofDays(7)), Optional.empty()),
                new Feed.When(Optional.of("2026-W11"), 0, ZoneOffset.UTC, false),
                new Feed.Limits(5, Integer.MAX_VALUE, false));
    }

    private static byte[] page() throws IOException {
        try (InputStream answer = SinkBench.class.getResourceAsStream(SAMPLES + "pages/2026-W11.json")) {
            return answer.readAllBytes();
        }
    }

    /** Polls so many days after the period's end. */
    private Snapshot fetch(byte[] page, int days) throws IOException {
        Source source;
        try (InputStream definition = SinkBench.class.getResourceAsStream(SAMPLES + "sample-source.kamelet.yaml")) {
            source = SourceFile.read("sample-source.kamelet.yaml", definition).orElseThrow();
        }
        Period period = Period.parse(PeriodType.WEEK, "2026-W11");
        Instant now = period.last().plusDays(days).atTime(8, 0).toInstant(ZoneOffset.UTC);
        try (Poll poll = Poll.begin(polls(Clock.fixed(now, ZoneOffset.UTC)), feed("first"), source, Demand.DUE)) {
            Desk.ask(poll).answered(new HttpAnswer(200, "application/json", Optional.empty(), page));
            poll.accept().ifPresent(poll::append);
            return poll.seal((handle, made) -> {});
        }
    }

    private Polls polls(Clock then) {
        Accounts accounts = new Accounts() {
            @Override
            public Account account(String name) {
                return new Account(name, URI.create("https://vendor.example"), 1000, 1, OptionalLong.empty());
            }

            @Override
            public String property(String name, String property) {
                return "";
            }

            @Override
            public String configuration(String name) {
                return "";
            }
        };
        return new Polls(
                engine.store(),
                new Polls.Spending(accounts, new StoredBudget(engine.store(), then, ZoneOffset.UTC), new LocalPace()),
                then,
                new Backoff(Duration.ofMillis(1), Duration.ofSeconds(1), 3, Duration.ofDays(1)));
    }

    public Engine engine() {
        return engine;
    }

    /** Delivers the ranking as that of a feed, and returns how it stands after the attempt. */
    public Delivery deliver(String feed) {
        Assertions.assertThat(refusals).isEmpty();
        engine.ledger().publish(snapshot, feed(feed), event -> List.of(SINK));
        engine.dispatcher().settle();
        return engine.deliveries().list(DeliveryFilter.ALL).get(0);
    }

    /** The vendor changes what it said of the ranking; this is what is delivered from now on. */
    public SinkBench correct() throws IOException {
        return rename("Bravo", "Delta");
    }

    /** The same, with a part of one product's name that becomes another. */
    SinkBench rename(String from, String to) throws IOException {
        String page = new String(page(), StandardCharsets.UTF_8);
        snapshot = fetch(page.replace(from, to).getBytes(StandardCharsets.UTF_8), 4);
        Assertions.assertThat(snapshot.revision()).isEqualTo(2);
        return this;
    }

    /** Owes the ranking as that of a feed, and attempts nothing. */
    public void owe(String feed, String... sinks) {
        engine.ledger().publish(snapshot, feed(feed), event -> List.of(sinks));
    }

    /** Owes the ranking once more, as that of the feed that fetched it, {@code first}. */
    public void oweAgain(String sink) {
        engine.ledger().replay(snapshot, sink);
    }

    /** Lets time pass and makes every attempt that is due then. */
    void letPass(Duration time) {
        clock.letPass(time);
        engine.dispatcher().settle();
    }

    /** How things stand at a sink. */
    Map<Delivery.Status, Long> standing(String sink) {
        return engine.deliveries().list(new DeliveryFilter(null, sink, null)).stream()
                .collect(Collectors.groupingBy(
                        delivery -> delivery.progress().status(), TreeMap::new, Collectors.counting()));
    }

    /** Why the sink's file was refused, or else what its delivery was given up for. */
    public String mistake() {
        if (!refusals.isEmpty()) {
            return refusals.get(0);
        }
        Delivery delivery = deliver("us");
        Assertions.assertThat(delivery.progress().status()).isEqualTo(Delivery.Status.DEAD);
        return delivery.progress().lastError();
    }

    /** Makes the next attempt at what is owed. */
    public Delivery deliverLater() {
        clock.letPass(PAUSE);
        engine.dispatcher().settle();
        return engine.deliveries().list(DeliveryFilter.ALL).get(0);
    }

    /** When {@link #deliverLater} makes the next attempt, if it is called now. */
    public Instant afterNextPause() {
        return now().plus(PAUSE);
    }

    /** The time as the program has it. */
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void close() {
        engine.close();
    }
}

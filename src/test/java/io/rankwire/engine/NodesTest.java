package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes over a real PostgreSQL and a real Kafka poll and deliver to four receivers, while one is killed, one is
 * stopped for a while, one has newer files, and the database and the broker are restarted. Every period is fetched once,
 * every delivery made.
 *
 * <p>{@code -Drankwire.nodes.feeds=2000} for a large run, with {@code .rounds} of disturbances, {@code .pace} in requests a
 * second, {@code .heap} for each node and {@code .minutes} to wait for anything at the most; {@code .bench=true} measures
 * what 1, 2 and 3 nodes do.
 */
class NodesTest {
    private static final int FEEDS = Integer.getInteger("rankwire.nodes.feeds", 16);
    private static final int ROUNDS = Integer.getInteger("rankwire.nodes.rounds", 1);
    private static final String PACE = System.getProperty("rankwire.nodes.pace", "6");
    private static final String HEAP = System.getProperty("rankwire.nodes.heap", "256m");
    private static final int ROWS = Integer.getInteger("rankwire.nodes.rows", 10);
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(Integer.getInteger("rankwire.nodes.minutes", 3));
    private static final int PERIOD_SECONDS = Math.max(5, FEEDS / 8);
    private static final int PAGES = 3;
    private static final int SINKS = 4;
    /** What a node can have in hand: four consumers, and as many polls taken over. */
    private static final int IN_HAND = 8;
    /** Rankings that come of newer files: of a feed more, and of a feed that asks for another week. */
    private static final int NEWER = 2;

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private Cluster cluster;
    private KilledProgram mortal;
    private KilledProgram paused;
    private int awaited;
    /** How often a page may have been lost between vendor and store, of each feed at the most. */
    private int losses;

    private void feed(String name, int category, String more) throws IOException {
        cluster.workplace.route(
                name, """
                - route:
                    id: %1$s
                    from:
                      uri: %2$s
                      steps:
                        - to:
                            uri: kamelet:fastmoss-live-top-product
                            parameters: {region: US, period: week, pageSize: %3$d, maxRows: %4$d, categoryId: %5$d%6$s}
                        - to:
                            uri: kamelet:publish
                            parameters: {sinks: "%7$s"}
                """.formatted(name, from(name, category), ROWS, ROWS * PAGES, category, more, Partners.SINKS));
    }

    private static String from(String name, int category) {
        return category % 50 == 0 && category < 300
                ? "quartz:" + name + "?cron=0/5+*+*+*+*+?"
                : "timer:" + name + "?period=" + PERIOD_SECONDS + "s&delay={{feeds.delay:1s}}";
    }

    private void feeds() throws IOException {
        for (int number = 0; number < FEEDS; number++) {
            feed("feed-" + number, 100 + number, "");
        }
    }

    @Test
    void fetchesOnceAndDeliversAllWhileNodesDatabaseAndBrokerComeAndGo() throws Exception {
        try (Cluster opened = new Cluster(folder, PACE, HEAP)) {
            cluster = opened;
            feeds();
            long began = System.nanoTime();
            mortal = cluster.node(1);
            paused = cluster.node(2);
            cluster.node(3);
            morePolls("polls begin");
            await("deliveries begin", () -> cluster.delivered() > 0);
            sendNonsense();
            for (int round = 0; round < ROUNDS; round++) {
                disturb(round == 0);
            }
            await("every delivery", () -> cluster.delivered() == (FEEDS + NEWER) * SINKS);
            await("word of what is no work item", () -> skipped() >= 2);
            told.add("all in " + seconds(began) + " s");
            told.add("processor seconds of whoever lives " + cluster.processorTime());
            judge();
        }
    }

    private void disturb(boolean first) throws Exception {
        await("a node holds something", () -> cluster.held(mortal) > 0);
        mortal.kill();
        losses++;
        told.add("taken over from a killed node after " + untilNobodyHoldsAs(mortal) + " ms");
        morePolls("polls after a kill");
        if (first) {
            haveNewerFiles();
        }

        await("another node holds something", () -> cluster.held(paused) > 0);
        paused.signal("STOP");
        losses++;
        told.add("taken over from a stopped node after " + untilNobodyHoldsAs(paused) + " ms");
        morePolls("polls beside a stopped node");

        cluster.stopDatabase();
        cluster.startDatabase();
        paused.signal("CONT");
        morePolls("polls after the database was away");

        cluster.kafka.kill();
        cluster.kafka.start();
        mortal = cluster.node(1);
        morePolls("polls after the broker was away");
    }

    /** Newer files are there for one node first, and then for all. */
    private void haveNewerFiles() throws Exception {
        await(
                "a whole ranking",
                () -> cluster.count("select count(*) from snapshot where feed = 'feed-1' and status = 'complete'")
                        == 1);
        feed("feed-late", 100 + FEEDS, "");
        feed("feed-1", 101, ", date: 2026-W10");
        cluster.copy("routes", 3);
        await(
                "a ranking that only one node knows of",
                () -> cluster.count("select count(*) from snapshot where feed = 'feed-late' and status = 'complete'")
                        == 1);
        cluster.copy("routes", 1);
        cluster.copy("routes", 2);
    }

    /** Messages that cannot be read, on both topics. */
    private void sendNonsense() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.kafka.address());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (String topic : List.of("rankwire.polls", "rankwire.deliveries")) {
                producer.send(new ProducerRecord<>(topic, 0, "nobody", "{\"nonsense\":"))
                        .get();
            }
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + LONGEST_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() > deadline || cluster.nodes.stream().noneMatch(KilledProgram::isAlive)) {
                throw new AssertionError("no " + what + ": " + cluster.partners.requests() + " requests, "
                        + cluster.delivered() + " delivered, " + told + "\n" + cluster.logs());
            }
            LockSupport.parkNanos(FEEDS > 100 ? 250_000_000 : 50_000_000);
        }
    }

    /** Waits until the polls have come another step further; disturbances are spread over all of them. */
    private void morePolls(String what) throws Exception {
        awaited += FEEDS * PAGES / (4 * ROUNDS + 2);
        await(what, () -> cluster.partners.requests() > awaited);
    }

    private static long seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }

    /** In milliseconds. */
    private long untilNobodyHoldsAs(KilledProgram node) throws Exception {
        long began = System.nanoTime();
        await("take-over", () -> cluster.held(node) == 0);
        return (System.nanoTime() - began) / 1_000_000;
    }

    private void judge() throws Exception {
        int rankings = FEEDS + NEWER;
        assertThat(cluster.count("select count(*) from snapshot where status = 'complete'"))
                .isEqualTo(rankings);
        assertThat(cluster.count("select count(*) from snapshot")).isEqualTo(rankings);
        assertThat(cluster.count("select count(*) from delivery")).isEqualTo(rankings * SINKS);
        judgePages(rankings);
        judgeFiles("files", cluster.partners.files);
        judgeFiles("sftp", cluster.partners.sftpFiles);
        told.add("webhooks repeated: " + repeats(cluster.partners.hooksById(), rankings));
        told.add("mails repeated: " + repeats(cluster.partners.mailsById(), rankings));
        // Once each, and once more where the node that had skipped it, or the broker, went before that was written
        // down.
        assertThat(skipped()).isBetween(2, 2 * (2 + losses));
        told.addAll(cluster.sizes(ROWS));
        System.out.println("NodesTest: " + FEEDS + " feeds: " + told);
    }

    private int skipped() throws IOException {
        return cluster.logs().split("is no work item, and is skipped", -1).length - 1;
    }

    private void judgePages(int rankings) {
        Map<String, Integer> questions = cluster.partners.questions();
        assertThat(questions).hasSize(rankings * PAGES);
        Map<String, Integer> again = new TreeMap<>();
        questions.forEach((question, asked) ->
                again.merge(question.replaceAll(".*\"category_id\":(\\d+).*", "$1"), asked - 1, Integer::sum));
        int all = again.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(again).hasSize(FEEDS + 1);
        assertThat(again.values())
                .as("of each feed one page for every time that a node was lost to it")
                .allMatch(times -> times <= losses);
        assertThat(all).as("pages that nodes had in hand when they were lost").isLessThanOrEqualTo(losses * IN_HAND);
        told.add("pages asked for again: " + all + " of " + cluster.partners.requests());
    }

    /** The files that were ever seen are those of the ledger and their manifests, each only ever with its one content. */
    private void judgeFiles(String sink, FolderDiary diary) throws Exception {
        Map<String, Set<String>> seen = new TreeMap<>(diary.contents());
        Map<String, Set<String>> owed = new TreeMap<>();
        cluster.map("select document, sha256 from delivery where sink = '" + sink + "'")
                .forEach((name, sha256) -> owed.put(name, Set.of(sha256)));
        assertThat(owed).hasSize(FEEDS + NEWER);
        owed.keySet().forEach(name -> assertThat(seen.remove(name + ".manifest.json"))
                .as("manifest of " + name)
                .isNotNull());
        assertThat(seen).as(sink).isEqualTo(owed);
    }

    /** How many came more than once; each with the bytes of the first. */
    private static int repeats(Map<String, List<String>> byId, int expected) {
        assertThat(byId).hasSize(expected);
        assertThat(byId.values()).allMatch(bodies -> bodies.stream().distinct().count() == 1);
        return byId.values().stream().mapToInt(List::size).sum() - byId.size();
    }

    @Test
    @EnabledIfSystemProperty(named = "rankwire.nodes.bench", matches = "true")
    void measuresWhatOneTwoAndThreeNodesDo() throws Exception {
        for (int nodes = 1; nodes <= 3; nodes++) {
            try (Cluster opened = new Cluster(folder.resolve("of-" + nodes), "100000", HEAP)) {
                cluster = opened;
                measure(nodes);
            }
        }
    }

    private void measure(int nodes) throws Exception {
        // Until then all nodes are there.
        cluster.workplace.property("feeds.delay", (15 + FEEDS * nodes / 15) + "s");
        for (String sink : Partners.SINKS.split(", ", -1)) {
            cluster.workplace.property(sink + ".parallel", System.getProperty("rankwire.nodes.parallel", "1"));
        }
        for (int number = 0; number < FEEDS; number++) {
            feed("feed-" + number, 1001 + number + number / 49, "");
        }
        for (int number = 1; number <= nodes; number++) {
            cluster.node(number);
        }
        await("polls begin", () -> cluster.partners.requests() > 0);
        Map<String, Double> before = cluster.processorTime();
        long began = System.nanoTime();
        await("every delivery", () -> cluster.delivered() == FEEDS * SINKS);
        double took = (System.nanoTime() - began) / 1e9;
        Map<String, String> spent = new LinkedHashMap<>();
        cluster.processorTime().forEach((who, time) -> spent.put(who, decimal(time - before.getOrDefault(who, 0.0))));
        double polling = cluster.number("select (max(fetched_at) - min(began_at)) / 1000.0 from snapshot");
        double delivering = cluster.number("select (max(settled_at) - min(created_at)) / 1000.0 from delivery");
        System.out.println("NodesTest: nodes=" + nodes + " feeds=" + FEEDS + " polls a second "
                + decimal(FEEDS / polling)
                + ", pages a second " + decimal(FEEDS * PAGES / polling) + ", deliveries a second "
                + decimal(FEEDS * SINKS / delivering) + ", all in " + decimal(took) + " s, processor seconds " + spent
                + " of " + decimal(took * Runtime.getRuntime().availableProcessors()) + ", " + cluster.sizes(ROWS));
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}

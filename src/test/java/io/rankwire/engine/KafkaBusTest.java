package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.rankwire.poll.Stores;
import io.rankwire.transport.webhook.Certificates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A node on a real Kafka that speaks TLS and demands a login. */
@Timeout(300)
class KafkaBusTest {
    private static final String PASSWORD = "bus-secret";
    private static KafkaBroker kafka;
    private static Certificates certificates;

    @TempDir
    static Path kafkaFolder;

    @TempDir
    Path folder;

    private final Queue<String> questions = new ConcurrentLinkedQueue<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Workplace workplace;

    @BeforeAll
    static void startKafka() throws Exception {
        certificates = new Certificates(kafkaFolder, "localhost");
        kafka = KafkaBroker.secured(kafkaFolder.resolve("broker"), certificates, "rankwire", PASSWORD);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(folder)
                .property("rankwire.store.url", Stores.postgresqlUrl(folder))
                .property("rankwire.bus", "kafka")
                .property("rankwire.kafka.brokers", kafka.address())
                .property("rankwire.kafka.partitions", "4")
                .property("rankwire.kafka.username", "rankwire")
                .property("rankwire.kafka.password", PASSWORD)
                .property("rankwire.kafka.sasl.mechanism", "PLAIN")
                .property(
                        "rankwire.kafka.ssl.truststore.location",
                        certificates.trustStore().toString())
                .property("rankwire.kafka.ssl.truststore.type", "PKCS12")
                .property("rankwire.kafka.ssl.truststore.password", Certificates.PASSWORD)
                .archive("csv");
        workplace.sandbox.fastMoss().onRequest(questions::add);
        log.start();
        busLog().addAppender(log);
    }

    @AfterEach
    void moveOut() throws IOException {
        busLog().detachAppender(log);
        workplace.close();
    }

    private static Logger busLog() {
        return (Logger) LoggerFactory.getLogger("io.rankwire.bus");
    }

    private void feed(String name, String from, int category) throws IOException {
        workplace.route(name, """
                - route:
                    id: %1$s
                    from:
                      uri: %2$s
                      steps:
                        - to:
                            uri: kamelet:fastmoss-live-top-product
                            parameters: {region: US, period: week, pageSize: 10, maxRows: 20, categoryId: %3$d}
                        - to:
                            uri: kamelet:publish
                            parameters: {sinks: archive}
                """.formatted(name, from, category));
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        while (!condition.holds()) {
            LockSupport.parkNanos(50_000_000);
        }
    }

    private List<String> warnings() {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private List<String> asked(int category) {
        return questions.stream()
                .filter(question -> question.contains("\"category_id\":" + category))
                .toList();
    }

    private static int delivered(Opened node) {
        return node.engine.store().jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from delivery where status = 'delivered'")
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void saysThatItIsNotLetIn() throws Exception {
        workplace.property("rankwire.kafka.password", "not it");
        feed("live", "timer:live?period=500", 14);
        try (Opened node = new Opened(workplace)) {
            await(() -> node.get("/observe/health/ready").statusCode() == 503);

            assertThat(node.get("/observe/health/ready").body()).contains("\"rankwire\"", "work waits for Kafka");
            await(() -> warnings().stream().anyMatch(warning -> warning.contains("Authentication failed")));
            assertThat(warnings()).doesNotHaveDuplicates();
            assertThat(warnings().toString()).doesNotContain("not it");
            assertThat(node.get("/observe/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void takesWorkRoundFinishesWhatItBeganAndOutlivesItsBroker() throws Exception {
        CountDownLatch changed = new CountDownLatch(1);
        workplace.sandbox.fastMoss().onRequest(question -> {
            questions.add(question);
            if (question.contains("\"category_id\":77") && asked(77).size() == 2) {
                awaitQuietly(changed);
            }
        });
        feed("weekly", "quartz:weekly?cron=0/1+*+*+*+*+?", 14);
        feed("changing", "timer:changing?period=500", 77);
        try (Opened node = new Opened(workplace)) {
            assertThat(node.engine.desk().problems()).isEmpty();
            node.engine.desk().startFeeds();
            node.engine.dispatchByItself();
            await(() -> delivered(node) == 1 && asked(77).size() == 2);

            // In the middle of a ranking the feed becomes another one.
            feed("changing", "timer:changing?period=500", 78);
            for (int looks = 0; looks < 5; looks++) {
                node.engine.desk().look();
            }
            changed.countDown();
            await(() -> delivered(node) == 2);
            assertThat(asked(78)).isEmpty();
            await(() -> {
                node.engine.desk().look();
                return delivered(node) == 3;
            });
            assertThat(asked(77)).hasSize(2).doesNotHaveDuplicates();

            assertThat(warnings()).isEmpty();
            kafka.kill();
            await(() -> node.get("/observe/health/ready").statusCode() == 503);
            assertThat(node.get("/observe/health/live").statusCode()).isEqualTo(200);
            kafka.start();
            await(() -> node.get("/observe/health/ready").statusCode() == 200);
            assertThat(warnings()).isNotEmpty().doesNotHaveDuplicates();

            feed("late", "timer:late?period=500", 79);
            await(() -> {
                node.engine.desk().look();
                return delivered(node) == 4;
            });
            assertThat(questions).hasSize(8).doesNotHaveDuplicates();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.rankwire.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.camel.FeedRunner;
import io.rankwire.camel.Home;
import io.rankwire.delivery.Deliveries;
import io.rankwire.delivery.Delivery;
import io.rankwire.sandbox.Sandbox;
import io.rankwire.sandbox.ShiftedClock;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTest {
    private static final String DIGEST = "monday-digest";
    /** A Wednesday: the Monday before is the 16th of November. */
    private static final Instant WEDNESDAY = Instant.parse("2026-11-18T09:00:00Z");

    private static final Instant MONDAY_AT_EIGHT = Instant.parse("2026-11-16T07:00:00Z");

    @TempDir
    Path folder;

    private final ShiftedClock clock = new ShiftedClock(Clock.systemUTC());
    private Path home;
    private Sandbox sandbox;

    @BeforeEach
    void moveIn() throws IOException {
        clock.moveTo(WEDNESDAY);
        home = Files.createDirectories(folder.resolve("home"));
        sandbox = new Sandbox(folder.resolve("sandbox"), clock);
        feed("us-live", "fastmoss-live-top-product", "region: US, categoryId: 14, period: week, maxRows: 20");
        feed("gb-shops", "fastmoss-shop-most-promoted", "region: GB, period: day, maxRows: 20");
        route("sinks/merch-team", """
                - route:
                    id: merch-team
                    from:
                      uri: direct:merch-team
                      steps:
                        - to: kamelet:ranking-report
                        - to:
                            uri: kamelet:email
                            parameters: { to: team@example.com }
                """);
        digest("feeds: 'us-live, gb-shops'");
    }

    @AfterEach
    void moveOut() throws IOException {
        sandbox.close();
    }

    private void route(String file, String yaml) throws IOException {
        Path path = home.resolve("routes").resolve(file + ".camel.yaml");
        Files.createDirectories(path.getParent());
        Files.writeString(path, yaml);
    }

    private void feed(String name, String kamelet, String parameters) throws IOException {
        route(name, """
                - route:
                    id: %s
                    description: The %s ranking
                    from:
                      uri: timer:%s
                      steps:
                        - to:
                            uri: kamelet:%s
                            parameters: { %s }
                """.formatted(name, name, name, kamelet, parameters));
    }

    private void digest(String parameters) throws IOException {
        digest("0 0 8 ? * MON", parameters);
    }

    private void digest(String cron, String parameters) throws IOException {
        route("reports/" + DIGEST, """
                - route:
                    id: monday-digest
                    description: What moved last week
                    from:
                      uri: quartz:monday-digest
                      parameters:
                        cron: %s
                        trigger.timeZone: Europe/Berlin
                      steps:
                        - to:
                            uri: kamelet:digest
                            parameters: { %s }
                        - to:
                            uri: kamelet:publish
                            parameters: { sinks: merch-team }
                """.formatted(cron, parameters));
    }

    private Engine engine() throws Exception {
        Map<String, String> properties = new TreeMap<>(sandbox.properties());
        properties.put("fastmoss.requestsPerSecond", "1000");
        Engine engine = new Engine(new Home(home), clock, properties).start();
        engine.desk().load(false);
        assertThat(engine.desk().problems()).isEmpty();
        return engine;
    }

    private static void poll(Engine engine, String... feeds) throws Exception {
        for (String feed : feeds) {
            assertThat(new FeedRunner(engine.context()).poll(feed)).isNotEmpty();
        }
    }

    private static List<Delivery> deliveries(Engine engine) {
        return engine.deliveries().list(new Deliveries.Filter(DIGEST, null, null));
    }

    private static void waitUntil(BooleanSupplier condition) {
        CompletableFuture.runAsync(() -> {
                    while (!condition.getAsBoolean()) {
                        Thread.onSpinWait();
                    }
                })
                .orTimeout(60, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    @Test
    void sendsTheNewestRankingsOnceHoweverManyNodesFire() throws Exception {
        try (Engine one = engine();
                Engine other = engine()) {
            poll(one, "us-live", "gb-shops");
            CompletableFuture<Boolean> together = CompletableFuture.supplyAsync(() -> fire(other));
            fire(one);
            together.join();
            fire(other);
            one.dispatcher().settle();
            other.dispatcher().settle();

            assertThat(deliveries(one)).singleElement().satisfies(delivery -> assertThat(
                            delivery.progress().status())
                    .isEqualTo(Delivery.Status.DELIVERED));
            assertThat(sandbox.smtp().messages()).hasSize(1);
        }
    }

    private static boolean fire(Engine engine) {
        try {
            return engine.digests().fire(DIGEST, MONDAY_AT_EIGHT);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void recordsThatThereIsNothingNewInsteadOfSendingItAgain() throws Exception {
        try (Engine engine = engine()) {
            poll(engine, "us-live", "gb-shops");
            engine.digests().fire(DIGEST, MONDAY_AT_EIGHT);
            engine.digests().fire(DIGEST, MONDAY_AT_EIGHT.plus(Duration.ofDays(7)));
            engine.dispatcher().settle();

            assertThat(deliveries(engine).get(0).progress())
                    .isEqualTo(new Delivery.Progress(
                            Delivery.Status.SKIPPED,
                            0,
                            null,
                            "nothing new: us-live is of 2026-W46 as before, gb-shops is of 2026-11-17 as before"));
            assertThat(sandbox.smtp().messages()).hasSize(1);
        }
    }

    @Test
    void namesWhatIsNotNewBesideWhatIs() throws Exception {
        try (Engine engine = engine()) {
            poll(engine, "us-live", "gb-shops");
            engine.digests().fire(DIGEST, MONDAY_AT_EIGHT);
            clock.moveTo(WEDNESDAY.plus(Duration.ofDays(1)));
            poll(engine, "us-live", "gb-shops");
            engine.digests().fire(DIGEST, clock.instant());
            engine.dispatcher().settle();

            List<MimeMessage> mails = sandbox.smtp().messages();
            assertThat(mails).hasSize(2);
            assertThat(mails.get(0).getSubject())
                    .isEqualTo("What moved last week · The us-live ranking week 46, The gb-shops ranking 2026-11-17");
            assertThat(text(mails.get(0)))
                    .contains("Monday, November 16, 2026 · 07:00 UTC")
                    .contains("THE US-LIVE RANKING")
                    .contains("THE GB-SHOPS RANKING")
                    .doesNotContain("no new ranking");
            assertThat(mails.get(1).getSubject()).isEqualTo("What moved last week · The gb-shops ranking 2026-11-18");
            assertThat(text(mails.get(1)))
                    .contains("The us-live ranking: no new ranking since week 46, which an earlier digest had.")
                    .contains("THE GB-SHOPS RANKING")
                    .doesNotContain("THE US-LIVE RANKING");
        }
    }

    private static String text(MimeMessage mail) throws Exception {
        Object content = mail.getContent();
        while (content instanceof Multipart parts) {
            content = parts.getBodyPart(0).getContent();
        }
        return content.toString();
    }

    @Test
    void makesUpForAllThatWasMissedWithOne() throws Exception {
        try (Engine engine = engine()) {
            engine.digests().catchUp(DIGEST);
        }
        clock.moveTo(WEDNESDAY.plus(Duration.ofDays(35)));
        try (Engine engine = engine()) {
            engine.digests().catchUp(DIGEST);
            assertThat(deliveries(engine)).isEmpty();

            poll(engine, "us-live", "gb-shops");
            engine.digests().catchUp(DIGEST);
            engine.digests().catchUp(DIGEST);
            engine.digests().fire(DIGEST, MONDAY_AT_EIGHT.plus(Duration.ofDays(35)));
            engine.dispatcher().settle();

            assertThat(deliveries(engine)).hasSize(1);
            assertThat(sandbox.smtp().messages()).singleElement().satisfies(mail -> assertThat(
                            mail.getSentDate().toInstant())
                    .isEqualTo(MONDAY_AT_EIGHT.plus(Duration.ofDays(35))));
        }
    }

    @Test
    void doesNotMakeUpForWhatWasDueBeforeItWasKnown() throws Exception {
        try (Engine engine = engine()) {
            poll(engine, "us-live", "gb-shops");
            engine.digests().catchUp(DIGEST);

            assertThat(deliveries(engine)).isEmpty();
        }
    }

    @Test
    void sendsTheSameMailAgainWhenItDiedBeforeWritingDownThatItDid() throws Exception {
        try (Engine engine = engine()) {
            poll(engine, "us-live", "gb-shops");
            engine.digests().fire(DIGEST, MONDAY_AT_EIGHT);
            engine.dispatcher().settle();
            engine.store().jdbi().useHandle(handle -> {
                handle.execute("delete from mail_receipt");
                handle.execute("update delivery set status = 'due'");
            });
        }
        try (Engine engine = engine()) {
            engine.dispatcher().settle();
        }

        List<MimeMessage> mails = sandbox.smtp().messages();
        assertThat(mails).hasSize(2);
        assertThat(mails.get(1).getMessageID()).isEqualTo(mails.get(0).getMessageID());
        assertThat(mails.get(1).getSentDate()).isEqualTo(mails.get(0).getSentDate());
        assertThat(mails.get(1).getSubject()).isEqualTo(mails.get(0).getSubject());
    }

    @Test
    void isSentOnlyIfItIsWorthIt() throws Exception {
        digest("feeds: 'us-live, gb-shops', onlyIf: top 10 moved");
        try (Engine engine = engine()) {
            poll(engine, "us-live", "gb-shops");
            engine.digests().fire(DIGEST, MONDAY_AT_EIGHT);
            assertThat(deliveries(engine).get(0).progress().status()).isEqualTo(Delivery.Status.SKIPPED);
            assertThat(deliveries(engine).get(0).progress().lastError())
                    .startsWith("onlyIf 'top 10 moved' is not met: 2026-W46 is the first ranking");

            clock.moveTo(WEDNESDAY.plus(Duration.ofDays(7)));
            poll(engine, "us-live", "gb-shops");
            engine.digests().fire(DIGEST, MONDAY_AT_EIGHT.plus(Duration.ofDays(7)));
            engine.dispatcher().settle();

            assertThat(deliveries(engine).get(0).progress().status()).isEqualTo(Delivery.Status.DELIVERED);
            assertThat(sandbox.smtp().messages()).hasSize(1);
        }
    }

    @Test
    void firesByItsScheduleAndIsThenForTheMomentOfTheSchedule() throws Exception {
        digest("0/2 * * * * ?", "feeds: 'us-live, gb-shops'");
        try (Engine engine = engine()) {
            poll(engine, "us-live", "gb-shops");
            engine.desk().startFeeds();
            waitUntil(() -> !deliveries(engine).isEmpty());
            engine.dispatcher().settle();

            Instant sent = sandbox.smtp().messages().get(0).getSentDate().toInstant();
            assertThat(sent.toEpochMilli() % 2_000).isZero();
            assertThat(Duration.between(sent, Instant.now())).isLessThan(Duration.ofMinutes(5));
        }
    }

    @Test
    void isFiredByHandByItsName() throws MessagingException, Exception {
        try (Engine engine = engine()) {
            poll(engine, "us-live", "gb-shops");
            assertThat(engine.digests().names()).containsExactly(DIGEST);
            assertThat(engine.digests().fire(DIGEST)).isTrue();
            engine.dispatcher().settle();

            assertThat(sandbox.smtp().messages()).hasSize(1);
        }
    }
}

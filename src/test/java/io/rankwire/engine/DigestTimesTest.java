package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** When a digest goes out. */
class DigestTimesTest extends DigestBench {
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

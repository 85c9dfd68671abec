package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.Delivery;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.route.polling.FeedRunner;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a digest says, and to whom it says nothing twice. */
class DigestTest extends DigestBench {
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

    @Test
    void comparesWithAnEarlierPeriodThatWasFetchedLater() throws Exception {
        digest("feeds: us-live");
        try (Engine engine = engine()) {
            poll(engine, "us-live");
            new FeedRunner(engine.context()).fetch("us-live", Period.parse(PeriodType.WEEK, "2026-W45"));
            engine.digests().fire(DIGEST, MONDAY_AT_EIGHT);
            engine.dispatcher().settle();

            assertThat(sandbox.smtp().messages()).singleElement().satisfies(mail -> assertThat(text(mail))
                    .contains("7 came in, 7 dropped out")
                    .doesNotContain("first report"));
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
}

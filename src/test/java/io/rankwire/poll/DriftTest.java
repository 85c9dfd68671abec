package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.source.PageRequest;
import io.rankwire.source.page.HttpAnswer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A ranking moves while it is read: with every beat of the vendor's clock a row that stood far down is first. Requests that
 * are under way together see the ranking of one beat, so that fewer beats pass the more there are.
 */
@Timeout(60)
class DriftTest {
    private static final int PAGES = 13;

    @TempDir
    Path home;

    /** The ranking is asked for its first page alone, then for so many pages a beat. */
    private static final class Moving {
        private final List<String> keys = new ArrayList<>(
                IntStream.rangeClosed(1, 5 * PAGES).mapToObj(i -> "k" + i).toList());

        private final AtomicInteger beats = new AtomicInteger();
        private final Vendor vendor = new Vendor();
        private final CyclicBarrier beat;
        private final AtomicInteger asked = new AtomicInteger();

        Moving(int together) {
            vendor.publish("2026-14", Vendor.rows(keys));
            beat = new CyclicBarrier(together, this::move);
        }

        private void move() {
            beats.incrementAndGet();
            Collections.rotate(keys, 1);
            vendor.publish("2026-14", Vendor.rows(keys));
        }

        HttpAnswer answer(PageRequest request) {
            if (asked.getAndIncrement() > 0) {
                awaitBeat();
            }
            return vendor.answer(request);
        }

        private void awaitBeat() {
            try {
                beat.await();
            } catch (Exception e) {
                throw new IllegalStateException("the beat stopped", e);
            }
        }
    }

    /** How many rows of the ranking were not read, because they moved to a page that was read before. */
    private int missed(int together) {
        Moving moving = new Moving(together);
        try (Desk desk = new Desk(home.resolve("at" + together), new TestClock("2026-04-08T08:00:00Z"), moving::answer)
                .parallel(together)) {
            Seen seen = desk.seen(desk.fetch(Asked.weekly().feed()));
            assertThat(seen.keys()).doesNotHaveDuplicates();
            Set<String> missed = new HashSet<>(moving.keys);
            seen.keys().forEach(missed::remove);
            System.out.println("DriftTest: " + together + " at once, " + moving.beats + " beats, flags " + seen.flags()
                    + ", " + missed.size() + " rows missed");
            assertThat(moving.vendor.requests()).isEqualTo(PAGES);
            return missed.size();
        }
    }

    @Test
    void fewerRowsEscapeWhereMorePagesAreAskedForAtOnce() {
        int oneAfterAnother = missed(1);
        int fourAtOnce = missed(4);

        assertThat(oneAfterAnother).isEqualTo(PAGES - 1);
        assertThat(fourAtOnce).isLessThanOrEqualTo((PAGES - 1) / 4);
    }
}

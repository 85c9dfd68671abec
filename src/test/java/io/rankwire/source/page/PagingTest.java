package io.rankwire.source.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.source.endpoint.PagingForm.By;
import io.rankwire.source.page.PageResult.Echo;
import io.rankwire.source.page.PageResult.Page;
import io.rankwire.source.page.Paging.Before;
import io.rankwire.source.page.Paging.End;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagingTest {
    private static final int ALL = Integer.MAX_VALUE;

    /** How a poll went. */
    private record Walk(int requests, long rows, End end) {}

    /** Asks as a poll does; fails when a request goes beyond the reach or when it does not end. */
    private static Walk walk(Paging paging, int patience, IntFunction<Page> vendor) {
        long rows = 0;
        String before = null;
        for (int number = 1; number <= patience; number++) {
            assertThat((long) number * paging.pageSize()).isLessThanOrEqualTo(paging.reach());
            Page page = vendor.apply(number);
            End end = paging.after(number, new Before(rows, before, null), page);
            rows += page.received();
            before = page.digest();
            if (end != End.NOT_YET) {
                return new Walk(number, rows, end);
            }
        }
        throw new AssertionError("still asking after " + patience + " requests");
    }

    private static Page page(int received, String digest, OptionalLong total, Optional<Boolean> hasMore) {
        return new Page(
                List.of(),
                received,
                new Echo(total, hasMore, Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty()),
                digest,
                List.of());
    }

    /** A vendor's ranking of {@code rows}, cut into pages. */
    private static int onPage(int number, long rows, int pageSize) {
        return (int) Math.max(0, Math.min(pageSize, rows - (number - 1L) * pageSize));
    }

    /** What a vendor says of a ranking beside its rows. */
    enum Says {
        TOTAL,
        HAS_MORE,
        BOTH,
        NOTHING
    }

    /** A ranking and how it is asked for. */
    record Question(Paging paging, int truth) {}

    @Property(tries = 2000)
    void asksAsOftenAsNeededAndNoMore(@ForAll("questions") Question question, @ForAll Says says) {
        Paging paging = question.paging();
        int size = paging.pageSize();
        int truth = question.truth();
        boolean total = says == Says.TOTAL || says == Says.BOTH;
        boolean hasMore = says == Says.HAS_MORE || says == Says.BOTH;

        Walk walk = walk(
                paging,
                10_000,
                number -> page(
                        onPage(number, truth, size),
                        "page " + number,
                        total ? OptionalLong.of(truth) : OptionalLong.empty(),
                        hasMore ? Optional.of((long) number * size < truth) : Optional.empty()));

        int needed = Math.max(1, Math.min(toTheEnd(paging, truth, says), paging.reach() / size));
        assertThat(walk.requests()).isEqualTo(needed);
        assertThat(walk.rows()).isEqualTo(Math.min(truth, (long) needed * size));
        switch (walk.end()) {
            case EXHAUSTED -> assertThat(walk.rows()).isEqualTo(truth);
            case ENOUGH -> assertThat(walk.rows()).isGreaterThanOrEqualTo(paging.maxRows());
            case CAPPED -> {
                assertThat(walk.rows()).isLessThan(paging.maxRows());
                assertThat((walk.requests() + 1L) * size).isGreaterThan(paging.reach());
            }
            default -> throw new AssertionError(walk);
        }
    }

    /** Where the vendor does not say where it ends, a page that is not full tells, or else only an empty one. */
    private static int toTheEnd(Paging paging, int truth, Says says) {
        int size = paging.pageSize();
        int enough = pages(paging.maxRows(), size);
        if (says != Says.NOTHING) {
            return Math.min(pages(truth, size), enough);
        }
        if (paging.endOnShortPage()) {
            return Math.min(truth / size + 1, enough);
        }
        return truth < paging.maxRows() ? pages(truth, size) + 1 : enough;
    }

    private static int pages(int rows, int size) {
        return (int) (((long) rows + size - 1) / size);
    }

    @Property(tries = 2000)
    void endsWhateverAVendorSays(
            @ForAll("questions") Question question,
            @ForAll("totals") OptionalLong total,
            @ForAll("mores") Optional<Boolean> hasMore) {
        Paging paging = question.paging();
        int size = paging.pageSize();
        int truth = question.truth();

        Walk walk = walk(
                paging,
                truth / size + 2,
                number -> page(onPage(number, truth, size), "page " + number, total, hasMore));

        if (total.isPresent() && total.getAsLong() > 0) {
            long promised = (total.getAsLong() + size - 1) / size;
            assertThat((long) walk.requests()).isLessThanOrEqualTo(promised);
        }
    }

    @Property
    void endsWhenAVendorSendsItsLastPageForEver(
            @ForAll @IntRange(min = 1, max = 20) int size,
            @ForAll @IntRange(min = 1, max = 200) int truth,
            @ForAll("totals") OptionalLong total) {
        int last = pages(truth, size);
        Assume.that(total.isEmpty() || total.getAsLong() == 0 || total.getAsLong() > (long) last * size);

        Walk walk = walk(new Paging(By.PAGE, size, ALL, ALL, false), last + 1, number -> {
            int shown = Math.min(number, last);
            return page(onPage(shown, truth, size), "page " + shown, total, Optional.of(true));
        });

        assertThat(walk).extracting(Walk::requests, Walk::end).containsExactly(last + 1, End.REPEATED);
    }

    @ParameterizedTest
    @CsvSource({
        // A full page of nothing but keyless rows is a full page.
        "1, 100, , , new, NOT_YET",
        // A short page may stand in the middle; behind the last one that may be asked for there is nothing to ask.
        "1, 99, , , new, NOT_YET",
        "10, 0, , , new, EXHAUSTED",
        "1, 0, 500, true, new, EXHAUSTED",
        "2, 100, 500, true, old, REPEATED",
        "1, 17, 500, false, new, NOT_YET",
        "1, 100, 100, true, new, EXHAUSTED",
        "1, 100, 0, , new, NOT_YET",
        "1, 17, , true, new, NOT_YET",
        "1, 100, , false, new, EXHAUSTED",
        "5, 100, 500, , new, ENOUGH",
        "5, 100, 501, , new, ENOUGH",
        "5, 50, 450, , new, EXHAUSTED",
        "10, 100, , , new, ENOUGH"
    })
    void decidesAfterAPage(int number, int received, Long total, Boolean hasMore, String digest, End end) {
        Page last = page(
                received,
                digest,
                total == null ? OptionalLong.empty() : OptionalLong.of(total),
                Optional.ofNullable(hasMore));

        assertThat(new Paging(By.PAGE, 100, 1000, 450, false)
                        .after(number, new Before((number - 1) * 100L, "old", null), last))
                .isEqualTo(end);
    }

    @Test
    void asksOnceMoreBehindAShortPageInTheMiddle() {
        int[] received = {10, 7, 10, 4, 0};

        Walk walk = walk(
                new Paging(By.PAGE, 10, ALL, ALL, false),
                received.length,
                number -> page(received[number - 1], "page " + number, OptionalLong.empty(), Optional.empty()));

        assertThat(walk).isEqualTo(new Walk(5, 31, End.EXHAUSTED));
    }

    @Test
    void endsOnAShortPageWhereTheFeedSaysSo() {
        int[] received = {10, 7, 10};

        Walk walk = walk(
                new Paging(By.PAGE, 10, ALL, ALL, true),
                received.length,
                number -> page(received[number - 1], "page " + number, OptionalLong.empty(), Optional.empty()));

        assertThat(walk).isEqualTo(new Walk(2, 17, End.EXHAUSTED));
    }

    @Test
    void takesAShortLastPageThatMayBeAskedForAsTheEnd() {
        Page last = page(17, "new", OptionalLong.empty(), Optional.empty());

        assertThat(new Paging(By.PAGE, 100, 500, ALL, false).after(5, new Before(400, "old", null), last))
                .isEqualTo(End.EXHAUSTED);
    }

    @Property
    void neverGoesBeyondTheReach(@ForAll @IntRange(min = 1, max = 100) int size) {
        Walk walk = walk(
                new Paging(By.PAGE, size, 500, ALL, false),
                500,
                number -> page(size, "page " + number, OptionalLong.of(1_000_000), Optional.of(true)));

        assertThat(walk).isEqualTo(new Walk(500 / size, 500L / size * size, End.CAPPED));
    }

    @Provide
    Arbitrary<Question> questions() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 20);
        Arbitrary<Integer> reaches =
                Arbitraries.oneOf(Arbitraries.just(ALL), Arbitraries.integers().between(20, 200));
        Arbitrary<Integer> wanted =
                Arbitraries.oneOf(Arbitraries.just(ALL), Arbitraries.integers().between(1, 200));
        return Combinators.combine(
                        sizes,
                        reaches,
                        wanted,
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 200))
                .as((size, reach, most, endOnShortPage, truth) ->
                        new Question(new Paging(By.PAGE, size, reach, most, endOnShortPage), truth));
    }

    @Provide
    Arbitrary<OptionalLong> totals() {
        return Arbitraries.oneOf(
                Arbitraries.just(OptionalLong.empty()),
                Arbitraries.longs().between(0, 300).map(OptionalLong::of),
                Arbitraries.just(OptionalLong.of(Long.MAX_VALUE / 1000)));
    }

    @Provide
    Arbitrary<Optional<Boolean>> mores() {
        return Arbitraries.of(List.of(Optional.empty(), Optional.of(true), Optional.of(false)));
    }
}

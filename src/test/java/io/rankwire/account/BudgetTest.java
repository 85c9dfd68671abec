package io.rankwire.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.account.Budget.Purchase;
import io.rankwire.poll.Stores;
import io.rankwire.poll.TestClock;
import io.rankwire.source.Endpoint.Unit;
import io.rankwire.store.Store;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetTest {
    @TempDir
    Path home;

    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");

    @AutoClose
    private Store store;

    private StoredBudget budget;

    @BeforeEach
    void open() {
        store = Stores.open(home);
        budget = new StoredBudget(store, clock, ZoneOffset.UTC);
    }

    private static Account account(long limit) {
        return new Account("acme", URI.create("https://acme.example"), 1, 1, OptionalLong.of(limit));
    }

    private static Purchase credits(String feed, int share, int amount) {
        return new Purchase(feed, share, Unit.CREDITS, amount);
    }

    private List<StoredBudget.Spent> april(long used) {
        return List.of(new StoredBudget.Spent("acme", "2026-04", "credits", used));
    }

    @Test
    void eightThreadsTogetherNeverPassTheLimit() throws Exception {
        int threads = 8;
        Callable<Integer> taker = () -> {
            int taken = 0;
            for (int i = 0; i < 40; i++) {
                taken += budget.take(account(199), credits("feed", 100, 2)) ? 2 : 0;
            }
            return taken;
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            int sum = 0;
            for (Future<Integer> taken : pool.invokeAll(java.util.Collections.nCopies(threads, taker))) {
                sum += taken.get();
            }
            assertThat(sum).isEqualTo(198);
        } finally {
            pool.shutdown();
        }
        assertThat(budget.spent()).isEqualTo(april(198));
    }

    @Test
    void takesNothingWhereItRefuses() {
        assertThat(budget.take(account(1), credits("feed", 100, 2))).isFalse();
        assertThat(budget.spent()).isEmpty();

        assertThat(budget.take(account(3), credits("feed", 100, 2))).isTrue();
        assertThat(budget.take(account(3), credits("feed", 100, 2))).isFalse();
        assertThat(budget.take(account(3), credits("other", 100, 2))).isFalse();
        assertThat(budget.spent()).isEqualTo(april(2));
        // The other feed's own account of it was not charged either.
        assertThat(budget.take(account(4), credits("other", 50, 2))).isTrue();
    }

    @Test
    void aFeedKeepsToItsShareAndLeavesTheRestToOthers() {
        List<Boolean> taken = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            taken.add(budget.take(account(10), credits("greedy", 50, 2)));
        }
        assertThat(taken).containsExactly(true, true, false, false);
        assertThat(budget.take(account(10), credits("other", 100, 6))).isTrue();
        assertThat(budget.spent()).isEqualTo(april(10));
    }

    @Test
    void aMonthTurnsAtMidnightInItsZone() {
        StoredBudget tokyo = new StoredBudget(store, clock, ZoneId.of("Asia/Tokyo"));
        clock.set("2026-04-30T14:59:59Z");
        assertThat(tokyo.take(account(2), credits("feed", 100, 2))).isTrue();
        assertThat(tokyo.take(account(2), credits("feed", 100, 2))).isFalse();

        clock.set("2026-04-30T15:00:00Z");
        assertThat(tokyo.take(account(2), credits("feed", 100, 2))).isTrue();

        assertThat(tokyo.spent())
                .containsExactly(
                        new StoredBudget.Spent("acme", "2026-05", "credits", 2),
                        new StoredBudget.Spent("acme", "2026-04", "credits", 2));
    }

    @Test
    void givesBackWhatWasNeverSent() {
        budget.take(account(4), credits("feed", 50, 2));
        assertThat(budget.take(account(4), credits("feed", 50, 2))).isFalse();

        budget.giveBack(account(4), credits("feed", 50, 2));

        assertThat(budget.spent()).isEqualTo(april(0));
        assertThat(budget.take(account(4), credits("feed", 50, 2))).isTrue();
    }

    @Test
    void whatIsGivenBackAfterTheMonthTurnedMakesTheNewOneNoLarger() {
        clock.set("2026-04-30T23:59:59Z");
        budget.take(account(4), credits("feed", 100, 4));
        clock.set("2026-05-01T00:00:00Z");
        budget.take(account(4), credits("feed", 100, 2));

        budget.giveBack(account(4), credits("feed", 100, 4));

        assertThat(budget.take(account(4), credits("feed", 100, 4))).isFalse();
        assertThat(budget.spent().get(0)).isEqualTo(new StoredBudget.Spent("acme", "2026-05", "credits", 2));
    }

    @Test
    void anAccountWithoutALimitIsCountedAllTheSame() {
        Account free = new Account("acme", URI.create("https://acme.example"), 1, 1, OptionalLong.empty());

        assertThat(budget.take(free, credits("feed", 1, 2))).isTrue();

        assertThat(budget.spent()).isEqualTo(april(2));
    }
}

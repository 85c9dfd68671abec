package io.rankwire.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollRequestsTest {
    @TempDir
    Path home;

    private final TestClock clock = new TestClock("2026-04-08T08:00:00Z");

    @AutoClose
    private Store store;

    private PollRequests one;
    private PollRequests other;

    @BeforeEach
    void open() {
        store = Stores.open(home);
        one = new PollRequests(store, clock);
        other = new PollRequests(store, clock);
    }

    @Test
    void isTakenOnceAndAnswered() {
        long id = one.ask("shops", Demand.RECHECK);

        assertThat(other.take()).containsExactly(new PollRequests.Request(id, "shops", Demand.RECHECK));
        assertThat(one.take()).isEmpty();
        assertThat(one.withdraw(id)).isFalse();
        String node = store.leases().node().toString();
        assertThat(one.state(id)).contains(new PollRequests.State(node, null));
        other.answer(id, "done");
        assertThat(one.state(id)).contains(new PollRequests.State(node, "done"));
    }

    @Test
    void isNotTakenOnceItWasWithdrawn() {
        long id = one.ask("shops", Demand.NOW);

        assertThat(one.withdraw(id)).isTrue();
        assertThat(other.take()).isEmpty();
        assertThat(one.state(id)).isEmpty();
    }

    @Test
    void surprisesNoProcessThatStartsLater() {
        long id = one.ask("shops", Demand.NOW);
        clock.advance(Duration.ofMinutes(2));

        assertThat(other.take()).isEmpty();
        clock.advance(Duration.ofDays(1));
        one.ask("shops", Demand.NOW);
        assertThat(one.state(id)).isEmpty();
    }
}

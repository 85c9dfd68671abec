package io.rankwire.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private final Concurrency concurrency = new Concurrency();

    private static Account account(String name, int parallelRequests) {
        return new Account(name, URI.create("https://acme.example"), 1, parallelRequests, OptionalLong.empty());
    }

    @Test
    void everyAccountHasItsOwnLanes() throws InterruptedException {
        Concurrency.Lane first = concurrency.take(account("acme", 2));
        concurrency.take(account("acme", 2));

        assertThat(concurrency.takeIfFree(account("acme", 2))).isEmpty();
        assertThat(concurrency.takeIfFree(account("other", 2))).isPresent();

        first.close();
        assertThat(concurrency.takeIfFree(account("acme", 2))).isPresent();
        assertThat(concurrency.takeIfFree(account("acme", 2))).isEmpty();
    }

    @Test
    void anEditedNumberHoldsAtOnce() throws InterruptedException {
        concurrency.take(account("acme", 1));
        assertThat(concurrency.takeIfFree(account("acme", 1))).isEmpty();

        assertThat(concurrency.takeIfFree(account("acme", 2))).isPresent();
    }
}

package io.rankwire.route.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WakingsTest {
    private static final long NOW = 1_775_635_200_000L;

    @Test
    void wakesASinkOnceInAWhileAndEachByItself() {
        Wakings wakings = new Wakings(1000);

        assertThat(wakings.isDue("archive", NOW)).isTrue();
        assertThat(wakings.isDue("archive", NOW + 999)).isFalse();
        assertThat(wakings.isDue("mail", NOW + 999)).isTrue();
        assertThat(wakings.isDue("archive", NOW + 1000)).isTrue();
        assertThat(wakings.isDue("archive", NOW + 1999)).isFalse();
    }
}

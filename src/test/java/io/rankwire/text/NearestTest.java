package io.rankwire.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> NAMES = List.of("pageSize", "period", "region", "categoryId");

    @Test
    void findsWhatWasMeant() {
        assertThat(Nearest.to("pagesise", NAMES)).contains("pageSize");
        assertThat(Nearest.to("page_size", NAMES)).contains("pageSize");
        assertThat(Nearest.to("regoin", NAMES)).contains("region");
        assertThat(Nearest.to("PERIOD", NAMES)).contains("period");
    }

    @Test
    void namesNothingThatIsFar() {
        assertThat(Nearest.to("banana", NAMES)).isEmpty();
        assertThat(Nearest.to("UK", List.of("US"))).isEmpty();
    }

    @Test
    void countsASwapOfNeighboursAsOne() {
        assertThat(Nearest.distance("evn", "env")).isEqualTo(1);
        assertThat(Nearest.distance("", "env")).isEqualTo(3);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    }
}

package io.rankwire.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void saysEverythingInOneLineWithNamesInOrder() {
        Map<String, String> scope = new LinkedHashMap<>();
        scope.put("region", "US");
        scope.put("categoryId", "14");
        scope.put("orderBy", "units_sold");

        assertThat(new Series("fastmoss-live-top-product", PeriodType.WEEK, scope).canonical())
                .isEqualTo("fastmoss-live-top-product?categoryId=14&orderBy=units_sold&region=US#week");
        assertThat(new Series("fastmoss-live-top-product", PeriodType.DAY, Map.of()).canonical())
                .isEqualTo("fastmoss-live-top-product#day");
    }

    @Test
    void marksWhatWouldBeTakenForASeparator() {
        Series series = new Series("a?b", PeriodType.MONTH, Map.of("words", "1=2&3#4%\r\n\u2028?"));

        assertThat(series.canonical()).isEqualTo("a%3Fb?words=1%3D2%263%234%25%0D%0A%E2%80%A8?#month");
    }

    /** Snapshots of years are found by it: it must not change from one version to the next. */
    @Test
    void keepsItsFingerprint() {
        Series series = new Series("s", PeriodType.DAY, Map.of("region", "US", "searchKeyword", "100% wool & silk?"));

        assertThat(series.canonical()).isEqualTo("s?region=US&searchKeyword=100%25 wool %26 silk?#day");
        assertThat(series.fingerprint()).isEqualTo("a8ff94baf407219d71c0d198a3bdd1aa64e371300d198337f29451871bff457b");
    }

    @Test
    void copiesItsScope() {
        Map<String, String> scope = new HashMap<>(Map.of("region", "US"));
        Series series = new Series("s", PeriodType.DAY, scope);
        scope.put("region", "GB");

        assertThat(series.scope()).isEqualTo(Map.of("region", "US"));
        assertThatThrownBy(() -> series.scope().put("region", "GB")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Property(tries = 2000)
    void isDifferentInWordsWheneverItIsDifferent(@ForAll("series") Series one, @ForAll("series") Series other) {
        assertThat(one.canonical().equals(other.canonical())).isEqualTo(one.equals(other));
        assertThat(one.fingerprint().equals(other.fingerprint())).isEqualTo(one.equals(other));
    }

    @Property
    void isOneLine(@ForAll("series") Series series) {
        assertThat(series.canonical().lines()).hasSize(1);
        assertThat(series.canonical()).doesNotContain("\u0085", "\u2028", "\u2029");
    }

    @Provide
    Arbitrary<Series> series() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars("aA1=&#?% \n\r\u2028é")
                .ofMinLength(1)
                .ofMaxLength(4);
        return Combinators.combine(
                        texts,
                        Arbitraries.of(PeriodType.class),
                        Arbitraries.maps(texts, texts).ofMaxSize(2))
                .as(Series::new);
    }
}

package io.rankwire.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PageCodecTest {
    @Property(tries = 200)
    void rowsComeOutAsTheyWentIn(@ForAll("pages") List<Row> rows) {
        assertThat(PageCodec.decode(PageCodec.encode(rows))).isEqualTo(rows);
    }

    @Property(tries = 100)
    void itemsComeOutAsTheyWentIn(@ForAll List<byte[]> items) {
        assertThat(PageCodec.decodeRaw(PageCodec.encodeRaw(items)).toArray(byte[][]::new))
                .isDeepEqualTo(items.toArray(byte[][]::new));
    }

    @Example
    void aLargeValueComesOutAsItWentIn() {
        String large = "≈".repeat(3 << 20);
        List<Row> rows = List.of(new Row(1, 1, Arrays.asList("k", large, null), Movement.NONE));

        assertThat(PageCodec.decode(PageCodec.encode(rows))).isEqualTo(rows);
    }

    @Example
    void keysAreThoseOfTheRowsDownToAPosition() {
        Movement up = new Movement(Movement.Label.UP, 7, null);
        byte[] page = PageCodec.encode(List.of(
                new Row(4, 4, Arrays.asList("d", null, "]"), up),
                new Row(5, 4, List.of("\"e"), Movement.NONE),
                new Row(6, 6, List.of("f", "n"), up)));

        assertThat(PageCodec.keys(page, 5)).containsExactly("d", "\"e");
        assertThat(PageCodec.keys(page, Integer.MAX_VALUE)).containsExactly("d", "\"e", "f");
    }

    @Example
    void aBrokenPageSaysSo() {
        byte[] good = PageCodec.encode(List.of(new Row(1, 1, List.of("k", "n"), Movement.NONE)));
        byte[] garbage = "garbage, no page at all".getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(good, good.length - 5);
        byte[] otherJson = Zstd.compress("[[1,1,\"\"".getBytes(StandardCharsets.UTF_8));
        byte[] noJson = Zstd.compress("what?".getBytes(StandardCharsets.UTF_8));
        byte[] noRows = Zstd.compress("{}".getBytes(StandardCharsets.UTF_8));
        byte[] nothing = {};

        for (byte[] broken : List.of(garbage, cut, otherJson, noJson, noRows, nothing)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> PageCodec.decode(broken))
                    .withMessageStartingWith("a stored page is broken");
            assertThatIllegalStateException()
                    .isThrownBy(() -> PageCodec.keys(broken, 1))
                    .withMessageStartingWith("a stored page is broken");
        }
    }

    @Example
    void brokenItemsSaySo() {
        byte[] beyond = Zstd.compress(new byte[] {0, 0, 0, 9, 'a'});
        byte[] negative = Zstd.compress(new byte[] {-1, 0, 0, 9, 'a'});
        byte[] cut = Zstd.compress(new byte[] {0, 0});

        for (byte[] broken : List.of(beyond, negative, cut, new byte[] {1, 2, 3})) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> PageCodec.decodeRaw(broken))
                    .withMessageStartingWith("a stored page is broken");
        }
    }

    @Provide
    Arbitrary<List<Row>> pages() {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12).filter(s -> s.chars()
                        .noneMatch(c -> Character.isSurrogate((char) c))),
                Arbitraries.of("👩🏽‍🚀 Glow™", "\u0000", "\"quoted\"\\", "\ufeffa\u2028b", "1729384756473829103", ""));
        Arbitrary<List<String>> values = text.injectNull(0.3).list().ofMaxSize(6);
        Arbitrary<Movement> movement = Combinators.combine(
                        Arbitraries.of(Movement.Label.class),
                        Arbitraries.integers().greaterOrEqual(1).injectNull(0.3),
                        Arbitraries.of("2026-W13").injectNull(0.5))
                .as((label, rank, seen) ->
                        label == Movement.Label.NONE ? Movement.NONE : new Movement(label, rank, seen));
        Arbitrary<Integer> place = Arbitraries.integers().greaterOrEqual(1);
        return Combinators.combine(place, place, values, movement)
                .as(Row::new)
                .list()
                .ofMaxSize(20);
    }
}

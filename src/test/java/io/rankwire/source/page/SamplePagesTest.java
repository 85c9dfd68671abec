package io.rankwire.source.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shipped sources make of answers in the vendors' forms, whole. */
class SamplePagesTest {

    @ParameterizedTest
    @MethodSource("io.rankwire.source.page.Shipped#sources")
    void readsEveryColumnOfAnAnswer(String source) {
        PageResult.Page page = Shipped.page(source, Shipped.sample(source));

        assertThat(Shipped.described(Shipped.source(source).endpoint(), page))
                .isEqualTo(Shipped.text("/io/rankwire/source/expected/" + source + ".txt"));
    }

    @ParameterizedTest
    @MethodSource("io.rankwire.source.page.Shipped#sources")
    void keepsTheRowAsItCame(String source) {
        String sample = Shipped.sample(source);
        PageResult.Page page = Shipped.page(source, sample);

        String raw = new String(page.items().get(0).raw(), StandardCharsets.UTF_8);
        int start = sample.indexOf('{', sample.indexOf('['));
        assertThat(sample.substring(start)).startsWith(raw);
        assertThat(sample.substring(start + raw.length()).stripLeading()).startsWith("]");
    }
}

package io.rankwire.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.settings.PlaceholderParser.Placeholder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceholderParserTest {
    @Test
    void findsPlaceholdersWithTheirPlaces() {
        assertThat(PlaceholderParser.in("https://{{ acme.host }}:{{?acme.port}}/{{env:PATH:}}"))
                .containsExactly(
                        new Placeholder(8, "{{ acme.host }}", "", "acme.host", Optional.empty()),
                        new Placeholder(24, "{{?acme.port}}", "?", "acme.port", Optional.empty()),
                        new Placeholder(39, "{{env:PATH:}}", "", "env", Optional.of("PATH:")));
    }

    @Test
    void findsTheInnermostOfNestedOnes() {
        assertThat(PlaceholderParser.in("{{shop.{{region}}.url}}"))
                .containsExactly(new Placeholder(7, "{{region}}", "", "region", Optional.empty()));
    }

    @Test
    void leavesOutWhatIsNoPlaceholder() {
        assertThat(PlaceholderParser.in("\\{{escaped\\}}, '{{', { single }, }}, {{open"))
                .isEmpty();
        assertThat(PlaceholderParser.in("")).isEmpty();
    }
}

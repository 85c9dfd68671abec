package io.rankwire.route.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkItemTest {
    private static final Instant AT = Instant.parse("2026-04-08T08:00:00.123Z");

    @Test
    void isReadAsItWasWritten() {
        WorkItem item = new WorkItem("us-\"beauty\"", AT, Duration.ofMinutes(54), 3);

        assertThat(WorkItem.read(item.write())).contains(item);
    }

    @Test
    void takesWhatALaterVersionAddsAndWhatAnEarlierOneLacks() {
        assertThat(WorkItem.read("{\"name\":\"us\",\"at\":1775635200123,\"colour\":\"red\"}"))
                .contains(WorkItem.now("us", AT));
        assertThat(WorkItem.read("{\"name\":\"us\",\"at\":1775635200123,\"spacing\":-5,\"hops\":-1}"))
                .contains(WorkItem.now("us", AT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "us",
                "{\"name\":",
                "[]",
                "{}",
                "null",
                "{\"name\":\"us\"}",
                "{\"name\":\" \",\"at\":1}",
                "{\"name\":7,\"at\":1}",
                "{\"name\":\"us\",\"at\":\"now\"}"
            })
    void isNothingElse(String text) {
        assertThat(WorkItem.read(text)).isEmpty();
    }

    @Test
    void isNotReadWhenItIsMissingOrFarTooLong() {
        assertThat(WorkItem.read(null)).isEmpty();
        assertThat(WorkItem.read("{\"name\":\"" + "u".repeat(20_000) + "\",\"at\":1}"))
                .isEmpty();
    }

    @Test
    void goesToAnotherNodeWhenItIsHandedOn() {
        WorkItem item = WorkItem.now("us", AT);

        assertThat(item.key()).isEqualTo("us");
        assertThat(item.handedOn().key()).isEqualTo("us#1");
        assertThat(item.handedOn().handedOn()).isEqualTo(new WorkItem("us", AT, Duration.ofMillis(1), 2));
    }

    @Test
    void hasAName() {
        assertThatIllegalArgumentException().isThrownBy(() -> WorkItem.now("", AT));
    }
}

package io.rankwire.transport.drop;

import io.rankwire.text.OperatorMistake;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What happens to a file that has the name of one to be delivered. */
enum OnExisting {
    /** The same content counts as delivered, other content is replaced. */
    SKIP_IF_SAME,
    /** The same content counts as delivered, so that a repeated attempt succeeds; other content is never touched. */
    FAIL,
    /** It is replaced without being looked at. */
    REPLACE;

    /**
     * Reads {@code skip-if-same}, {@code fail} or {@code replace}.
     *
     * @throws OperatorMistake naming the value and those that are allowed
     */
    public static OnExisting parse(String text) {
        return Arrays.stream(values())
                .filter(choice -> choice.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new OperatorMistake("onExisting is '" + text + "'; it must be one of "
                        + Arrays.stream(values()).map(OnExisting::word).collect(Collectors.joining(", "))));
    }

    /** What operators write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package io.rankwire.feed;

import io.rankwire.text.OperatorMistake;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The length of a ranking's period. */
public enum PeriodType {
    DAY,
    WEEK,
    MONTH;

    /**
     * Reads {@code day}, {@code week} or {@code month}.
     *
     * @throws OperatorMistake naming the value and the three that are allowed
     */
    public static PeriodType parse(String text) {
        return Arrays.stream(values())
                .filter(type -> type.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new OperatorMistake("period is '" + text + "'; it must be one of "
                        + Arrays.stream(values()).map(PeriodType::word).collect(Collectors.joining(", "))));
    }

    /** The word that operators and vendors write: {@code day}, {@code week}, {@code month}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

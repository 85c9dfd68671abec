package io.rankwire.transport.drop;

import io.rankwire.text.OperatorMistake;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a file comes to its name in a folder. */
enum WriteMode {
    /** Written under a temporary name that begins with a dot, then renamed: a reader never meets a part of it. */
    RENAME,
    /** Written under its own name and checked; its manifest comes last. For servers that let nothing be renamed. */
    DIRECT,
    /** Written under its own name in another folder, then moved. For servers that take a file as soon as it is closed. */
    TEMP_FOLDER;

    /**
     * Reads {@code rename}, {@code direct} or {@code temp-folder}.
     *
     * @throws OperatorMistake naming the value and those that are allowed
     */
    public static WriteMode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new OperatorMistake("write is '" + text + "'; it must be one of "
                        + Arrays.stream(values()).map(WriteMode::word).collect(Collectors.joining(", "))));
    }

    /** What operators write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name that a file has until it gets its own. */
    String staged(String name) {
        return this == RENAME ? Drop.temporary(name) : name;
    }
}

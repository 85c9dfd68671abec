package io.rankwire.document.format;

import io.rankwire.text.OperatorMistake;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** How the pages inside a Parquet file are compressed. */
public enum PageCompression {
    /** The smallest; not every reader that runs in a browser has it. */
    ZSTD(CompressionCodecName.ZSTD),
    /** What every reader has. */
    SNAPPY(CompressionCodecName.SNAPPY),
    NONE(CompressionCodecName.UNCOMPRESSED);

    private final CompressionCodecName codec;

    PageCompression(CompressionCodecName codec) {
        this.codec = codec;
    }

    CompressionCodecName codec() {
        return codec;
    }

    /** What operators write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@code zstd}, {@code snappy} or {@code none}.
     *
     * @throws OperatorMistake naming the value and those that are allowed
     */
    public static PageCompression parse(String text) {
        return Arrays.stream(values())
                .filter(compression -> compression.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new OperatorMistake("parquetCompression is '" + text + "'; it must be one of "
                        + Arrays.stream(values()).map(PageCompression::word).collect(Collectors.joining(", "))));
    }
}

package io.rankwire.document.format;

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
}

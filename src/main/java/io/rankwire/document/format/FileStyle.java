package io.rankwire.document.format;

/**
 * What formats leave open.
 *
 * @param csv how a CSV file is written
 * @param pages how the pages of a Parquet file are compressed
 */
public record FileStyle(CsvStyle csv, PageCompression pages) {
    public static final FileStyle USUAL = of(CsvStyle.USUAL);

    /** The usual one with that CSV. */
    public static FileStyle of(CsvStyle csv) {
        return new FileStyle(csv, PageCompression.ZSTD);
    }
}

package io.rankwire.document.format;

/**
 * What formats leave open.
 *
 * @param csv how a CSV file is written
 * @param pages how the pages of a Parquet file are compressed
 */
public record FileStyle(CsvStyle csv, PageCompression pages) {}

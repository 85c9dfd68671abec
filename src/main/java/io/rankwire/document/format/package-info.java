/** A sheet of rows as CSV, JSON, XLSX or Parquet. */
package io.rankwire.document.format;

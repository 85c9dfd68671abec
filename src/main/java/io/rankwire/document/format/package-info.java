/** A sheet of rows as CSV, JSON, XLSX or Parquet. */
@NullMarked
package io.rankwire.document.format;

import org.jspecify.annotations.NullMarked;

package io.rankwire.document.format;

import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file is made of.
 *
 * @param snapshot whose rows they are
 * @param feed the feed that it is delivered for
 * @param fields the columns, in their order
 * @param raw whether each row also brings the item as it came
 * @param style how it is written where its format leaves that open
 * @param rows where the rows are read from, page by page
 */
public record Sheet(Snapshot snapshot, String feed, List<Field> fields, boolean raw, FileStyle style, Snapshots rows) {

    /** Takes one row; {@code raw} is null unless the sheet has it. */
    @FunctionalInterface
    interface RowWriter {
        void write(Row row, byte @Nullable [] raw) throws IOException;
    }

    /** Hands over every row in order. */
    void forEach(RowWriter writer) throws IOException {
        try {
            if (raw) {
                rows.forEachItem(snapshot, (row, item) -> write(writer, row, item));
            } else {
                rows.forEachRow(snapshot, row -> write(writer, row, null));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(RowWriter writer, Row row, byte @Nullable [] item) {
        try {
            writer.write(row, item);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

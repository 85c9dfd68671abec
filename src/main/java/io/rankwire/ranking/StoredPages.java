package io.rankwire.ranking;

import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** The pages of rankings, as they are stored. */
final class StoredPages {
    private StoredPages() {}

    static <T> T read(Handle handle, long snapshotId, int number, Function<byte[], T> read) {
        return handle.createQuery("select rows from page where snapshot_id = :id and number = :number")
                .bind("id", snapshotId)
                .bind("number", number)
                .map((rs, ctx) -> read.apply(rs.getBytes("rows")))
                .one();
    }

    /** The numbers of a ranking's pages, in order. */
    static IntStream numbers(Handle handle, long snapshotId) {
        return IntStream.rangeClosed(
                1,
                handle.createQuery("select count(*) from page where snapshot_id = :id")
                        .bind("id", snapshotId)
                        .mapTo(Integer.class)
                        .one());
    }
}

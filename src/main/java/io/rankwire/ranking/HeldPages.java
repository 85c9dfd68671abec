package io.rankwire.ranking;

import com.github.luben.zstd.Zstd;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Answers that were paid for and could not be stored, kept for the next poll. Safe for use by many threads. */
final class HeldPages {
    private final Jdbi jdbi;

    HeldPages(Store store) {
        this.jdbi = store.jdbi();
    }

    void hold(Handle handle, Run run, byte[] body) {
        handle.createUpdate("""
                        insert into held_page (snapshot_id, body) values (:id, :body)
                        on conflict (snapshot_id) do nothing""")
                .bind("id", run.id)
                .bind("body", Zstd.compress(body))
                .execute();
    }

    /** Forgets the answer that is kept for the run. */
    void letGo(Handle handle, Run run) {
        handle.execute("delete from held_page where snapshot_id = ?", run.id);
    }

    /** The answer that is kept for the run, if there is one. */
    Optional<byte[]> find(Run run) {
        return jdbi.withHandle(handle -> handle.createQuery("select body from held_page where snapshot_id = :id")
                        .bind("id", run.id)
                        .mapTo(byte[].class)
                        .findOne())
                .map(body -> Zstd.decompress(body, (int) Zstd.getFrameContentSize(body)));
    }
}

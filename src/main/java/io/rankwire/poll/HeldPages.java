package io.rankwire.poll;

import com.github.luben.zstd.Zstd;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Answers that were paid for and could not be stored, kept for the next poll. A run has at most one, for its next page. */
final class HeldPages {
    private HeldPages() {}

    static void hold(Handle handle, Run run, byte[] body) {
        handle.createUpdate("""
                        insert into held_page (snapshot_id, body) values (:id, :body)
                        on conflict (snapshot_id) do nothing""")
                .bind("id", run.id)
                .bind("body", Zstd.compress(body))
                .execute();
        run.held = body;
    }

    /** Forgets the answer that is kept for the run. */
    static void letGo(Handle handle, Run run) {
        handle.execute("delete from held_page where snapshot_id = ?", run.id);
        run.held = null;
    }

    /** The answer that is kept for the run; null when there is none. */
    static byte @Nullable [] find(Handle handle, Run run) {
        return handle.createQuery("select body from held_page where snapshot_id = :id")
                .bind("id", run.id)
                .mapTo(byte[].class)
                .findOne()
                .map(body -> Zstd.decompress(body, (int) Zstd.getFrameContentSize(body)))
                .orElse(null);
    }
}

package io.rankwire.poll;

import com.github.luben.zstd.Zstd;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Answers that were paid for and could not be stored yet, kept for the next poll, each by the number of its page. */
final class HeldPages {
    private HeldPages() {}

    static void hold(Handle handle, Run run, int number, byte[] body) {
        handle.createUpdate("""
                        insert into held_page (snapshot_id, number, body) values (:id, :number, :body)
                        on conflict (snapshot_id, number) do nothing""")
                .bind("id", run.id)
                .bind("number", number)
                .bind("body", Zstd.compress(body))
                .execute();
        run.held.put(number, body);
    }

    /** Forgets the answers that are kept for the run's pages up to this one. */
    static void letGo(Handle handle, Run run, int number) {
        handle.execute("delete from held_page where snapshot_id = ? and number <= ?", run.id, number);
        run.held.headMap(number, true).clear();
    }

    /** Gives the run the answers that are kept for its further pages. */
    static void giveBack(Handle handle, Run run) {
        handle.createQuery("select number, body from held_page where snapshot_id = :id and number > :pages")
                .bind("id", run.id)
                .bind("pages", run.pages)
                .map((rs, ctx) -> Map.entry(rs.getInt("number"), unpack(rs.getBytes("body"))))
                .forEach(page -> run.held.put(page.getKey(), page.getValue()));
    }

    private static byte[] unpack(byte[] body) {
        return Zstd.decompress(body, (int) Zstd.getFrameContentSize(body));
    }
}

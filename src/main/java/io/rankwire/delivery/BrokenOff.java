package io.rankwire.delivery;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries whose attempts were begun and never ended, since the program ended first: one that this happens to again and
 * again may be what ends it.
 */
final class BrokenOff {
    /** So many attempts in a row may be broken off; kill -9 and a power failure break one off too. */
    static final int MOST = 2;

    private static final String SETTING_ASIDE = """
            update delivery set status = 'dead', attempts = attempts + begun, last_error = ?, settled_at = ?,
              taken_by = null, taken_until = 0, fence = fence + 1, begun = 0
            where id = ? and fence = ? and status = 'due' and begun >= ?""";

    private BrokenOff() {}

    /**
     * A delivery as it was found; it can be taken as long as its fence is the same.
     *
     * @param begun how many attempts were begun since the last one that ended
     */
    record Owed(Delivery delivery, @Nullable String takenBy, long takenUntil, long fence, int begun) {}

    /** Those of the free that may be attempted together: one that was broken off before goes alone. */
    static List<Owed> together(List<Owed> free) {
        List<Owed> first =
                free.stream().limit(1).filter(seen -> seen.begun() > 0).toList();
        return first.isEmpty()
                ? free.stream().takeWhile(seen -> seen.begun() == 0).toList()
                : first;
    }

    /** Gives up those that were broken off too often, with a word to the operator; what is left of the free. */
    static List<Owed> setAside(Handle handle, List<Owed> free, Instant now) {
        Stream<Owed> suspects = free.stream().filter(seen -> seen.begun() >= MOST);
        suspects.forEach(seen -> setAside(handle, seen, now));
        return free.stream().filter(seen -> seen.begun() < MOST).toList();
    }

    private static void setAside(Handle handle, Owed seen, Instant now) {
        Delivery delivery = seen.delivery();
        String error = "the program ended during each of the last " + seen.begun()
                + " attempts, so that they may be what ended it";
        int changed = handle.execute(SETTING_ASIDE, error, now.toEpochMilli(), delivery.id(), seen.fence(), MOST);
        if (changed == 1) {
            DeliveryOutcomes.setAside(handle, delivery, seen.begun(), error, now);
        }
    }
}

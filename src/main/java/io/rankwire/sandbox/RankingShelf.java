package io.rankwire.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps the rankings asked for last, so that their other pages need not be made again. Safe for several threads. */
final class RankingShelf {
    private static final int ROOM = 12;

    @SuppressWarnings("serial")
    private final Map<Object, List<ObjectNode>> rankings = new LinkedHashMap<>(ROOM, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, List<ObjectNode>> eldest) {
            return size() > ROOM;
        }
    };

    /** The ranking kept under an equal key, or the one made now. Its rows must not be changed. */
    synchronized List<ObjectNode> get(Object key, Supplier<List<ObjectNode>> made) {
        List<ObjectNode> kept = rankings.get(key);
        if (kept == null) {
            kept = made.get();
            rankings.put(key, kept);
        }
        return kept;
    }
}

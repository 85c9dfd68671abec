package io.rankwire.ranking;

import io.rankwire.feed.Period;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a row stood before.
 *
 * @param label what happened; {@link Label#NONE} when nothing can be said
 * @param previousRank the rank in the baseline, or for a re-entry the last one known; null for none
 * @param lastSeen for a re-entry the period of {@code previousRank}; null otherwise
 */
public record Movement(
        Label label,
        @Nullable Integer previousRank,
        @Nullable String lastSeen) {

    /** Nothing is known to compare with. */
    public static final Movement NONE = new Movement(Label.NONE, null, null);

    /** What happened to a row since the baseline. */
    public enum Label {
        NONE(""),
        UP("up"),
        DOWN("down"),
        SAME("same"),
        NEW("new"),
        RE_ENTRY("re-entry");

        private final String word;

        Label(String word) {
            this.word = word;
        }

        /** The word in documents; empty for {@link #NONE}. */
        public String word() {
            return word;
        }

        static Label of(String word) {
            return switch (word) {
                case "up" -> UP;
                case "down" -> DOWN;
                case "same" -> SAME;
                case "new" -> NEW;
                case "re-entry" -> RE_ENTRY;
                default -> NONE;
            };
        }
    }

    /**
     * Where the key of a row stood before its period.
     *
     * @param baselineRank its rank in the baseline, if it is there
     * @param lastSeen the newest earlier period in which it was seen at all
     * @param lastRank its rank there
     */
    public record History(Optional<Integer> baselineRank, Optional<Period> lastSeen, int lastRank) {
        public static final History NONE = new History(Optional.empty(), Optional.empty(), 0);

        public static History inBaseline(int rank) {
            return new History(Optional.of(rank), Optional.empty(), 0);
        }

        public static History before(Period period, int rank) {
            return new History(Optional.empty(), Optional.of(period), rank);
        }
    }

    /**
     * The movement of a row.
     *
     * @param position its position now
     * @param rank its rank now
     * @param history where it stood before
     * @param baselineCovers how many positions the baseline has: who was below them is not known
     */
    public static Movement of(int position, int rank, History history, int baselineCovers) {
        if (history.baselineRank().isPresent()) {
            int before = history.baselineRank().get();
            int compared = Integer.compare(before, rank);
            Label label = compared > 0 ? Label.UP : compared < 0 ? Label.DOWN : Label.SAME;
            return new Movement(label, before, null);
        }
        if (position > baselineCovers) {
            return NONE;
        }
        return history.lastSeen()
                .map(period -> new Movement(Label.RE_ENTRY, history.lastRank(), period.key()))
                .orElse(new Movement(Label.NEW, null, null));
    }

    /** Places gained since the baseline, negative for lost; null when the row was not in it. */
    public @Nullable Integer change(int rank) {
        return previousRank == null || label == Label.RE_ENTRY ? null : previousRank - rank;
    }

    /** The same, 0 when the row was not in the baseline. */
    public int gained(int rank) {
        Integer change = change(rank);
        return change == null ? 0 : change;
    }
}

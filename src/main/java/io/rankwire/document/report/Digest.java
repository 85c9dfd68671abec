package io.rankwire.document.report;

import io.rankwire.ranking.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The newest rankings of several feeds, for one report.
 *
 * @param name the id of the digest's route
 * @param dueAt the moment that it is for
 * @param rankings one a series, in the operator's order
 */
public record Digest(String name, Instant dueAt, List<Ranking> rankings) {

    public Digest {
        rankings = List.copyOf(rankings);
    }

    /**
     * What a digest has of one series.
     *
     * @param feed the feed's name
     * @param label the feed's name in front of people, with the series' values where it asks for several
     * @param snapshot its newest ranking; empty when there is none yet
     * @param news whether no digest of this name had that ranking before
     */
    public record Ranking(String feed, String label, Optional<Snapshot> snapshot, boolean news) {
        public Ranking {
            if (news && snapshot.isEmpty()) {
                throw new IllegalArgumentException(label + " has no ranking, which is no news");
            }
        }

        /** The same, as news or not. */
        public Ranking asNews(boolean isNews) {
            return new Ranking(feed, label, snapshot, isNews);
        }
    }

    /** The same moment with other rankings. */
    public Digest with(List<Ranking> others) {
        return new Digest(name, dueAt, others);
    }

    /** The rankings that no digest of this name had before. */
    public List<Ranking> news() {
        return rankings.stream().filter(Ranking::news).toList();
    }

    /** The first ranking that is news, else the first that there is; empty when there is none at all. */
    public Optional<Snapshot> first() {
        return Stream.concat(news().stream(), rankings.stream())
                .flatMap(ranking -> ranking.snapshot().stream())
                .findFirst();
    }

    /** Why there is nothing to tell, for a digest without news. */
    public String nothingNew() {
        return "nothing new: "
                + rankings.stream()
                        .map(ranking -> ranking.label()
                                + ranking.snapshot()
                                        .map(known -> " is of " + known.period() + " as before")
                                        .orElse(" has no ranking yet"))
                        .collect(Collectors.joining(", "));
    }
}

package io.rankwire.console;

import io.rankwire.console.observe.ConsoleServices;
import io.rankwire.console.observe.Newest;
import io.rankwire.ranking.Status;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How a feed is doing, in the words that every page has for it. */
final class FeedFacts {
    private static final String FAILED = "failed";

    private final ConsoleServices stage;
    private final FeedStates states;

    FeedFacts(ConsoleServices stage, FeedStates states) {
        this.stage = stage;
        this.states = states;
    }

    Map<String, Object> of(String feed, Newest.Rankings rankings) {
        FeedStates.State state = states.of(feed);
        String word = word(feed, state, rankings);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("feed", feed);
        facts.put("description", stage.context().getRoute(feed).getDescription());
        facts.put("state", word);
        facts.put(
                "reason",
                word.equals(FAILED) ? reason(rankings).orElse("its last poll failed; the log says why") : null);
        facts.put("lastPoll", state.began() == null ? null : state.began().toString());
        facts.put("lastOutcome", state.outcome());
        facts.put("lastRequests", state.cost().requests());
        facts.put("lastCredits", state.cost().credits());
        facts.put("restsUntil", word.equals(FAILED) ? rest(rankings).orElse(null) : null);
        facts.put("nextPoll", states.next(feed).map(Instant::toString).orElse(null));
        return facts;
    }

    /** polling, failed, pending, current, new for one that fetched nothing yet, or digest for one that asks no vendor. */
    private String word(String feed, FeedStates.State state, Newest.Rankings rankings) {
        if (state.isPolling()) {
            return "polling";
        }
        if (FAILED.equals(state.outcome()) || reason(rankings).isPresent()) {
            return FAILED;
        }
        if (rankings.any().stream()
                .anyMatch(ranking -> !ranking.state().status().sealed())) {
            return "pending";
        }
        if (!rankings.sealed().isEmpty()) {
            return "current";
        }
        return stage.digests().isDigest(feed) ? "digest" : "new";
    }

    /** Until when a failed ranking is not asked for, except at an operator's word. */
    private Optional<String> rest(Newest.Rankings rankings) {
        Instant now = stage.clock().instant();
        return rankings.any().stream()
                .filter(ranking -> ranking.state().status() == Status.FAILED)
                .map(ranking -> ranking.state().resumeAt())
                .filter(now::isBefore)
                .min(Comparator.naturalOrder())
                .map(Instant::toString);
    }

    private static Optional<String> reason(Newest.Rankings rankings) {
        return rankings.any().stream()
                .filter(ranking -> ranking.state().status() == Status.FAILED)
                .map(ranking -> ranking.state().reason())
                .findFirst();
    }
}

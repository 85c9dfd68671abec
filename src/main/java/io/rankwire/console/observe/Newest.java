package io.rankwire.console.observe;

import io.rankwire.feed.Feed;
import io.rankwire.feed.Series;
import io.rankwire.kamelet.Feeds;
import io.rankwire.operator.desk.LoadedRoute;
import io.rankwire.ranking.Latest;
import io.rankwire.ranking.Snapshot;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The newest rankings of what each loaded feed asks for now; what it asked for before it was edited counts no more. */
public final class Newest {
    private final ConsoleServices stage;
    private final Latest latest;

    public Newest(ConsoleServices stage) {
        this.stage = stage;
        this.latest = new Latest(stage.store());
    }

    /**
     * A feed's newest rankings, at most one a series each.
     *
     * @param sealed that are finished
     * @param any in whatever state
     */
    public record Rankings(List<Snapshot> sealed, List<Snapshot> any) {

        /** The finished one of the earliest period: of several series the one that is furthest behind. */
        public Optional<Snapshot> furthestBehind() {
            return sealed.stream().min(Comparator.comparing(Snapshot::period));
        }
    }

    /** Every loaded feed, in order. */
    public Map<String, Rankings> byFeed() {
        Map<String, Snapshot> sealed = bySeries(latest.sealed());
        Map<String, Snapshot> any = bySeries(latest.all());
        Map<String, Rankings> feeds = new LinkedHashMap<>();
        stage.desk().feeds().stream().map(LoadedRoute::routeId).sorted().forEach(feed -> {
            List<Series> series = series(feed);
            feeds.put(feed, new Rankings(those(series, sealed), those(series, any)));
        });
        return feeds;
    }

    /** One of them. */
    public Rankings of(String feed) {
        List<Series> series = series(feed);
        return new Rankings(
                those(series, bySeries(latest.sealed(series))), those(series, bySeries(latest.all(series))));
    }

    private static Map<String, Snapshot> bySeries(List<Snapshot> snapshots) {
        return snapshots.stream()
                .collect(Collectors.toMap(snapshot -> snapshot.origin().series(), Function.identity()));
    }

    private static List<Snapshot> those(List<Series> series, Map<String, Snapshot> snapshots) {
        return series.stream()
                .map(Series::canonical)
                .map(snapshots::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<Series> series(String feed) {
        return stage.feeds().find(feed).map(Feeds.Asked::feeds).orElse(List.of()).stream()
                .map(Feed::series)
                .toList();
    }
}

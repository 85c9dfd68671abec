package io.rankwire.console;

import io.rankwire.console.observe.ConsoleServices;
import io.rankwire.console.observe.Newest;
import io.rankwire.delivery.DeliveryFilter;
import io.rankwire.listing.ListingFields;
import io.rankwire.operator.desk.LoadedRoute;
import io.rankwire.ranking.Latest;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Selection;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Standings;
import io.rankwire.route.digest.DigestPlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One feed: its runs, its latest ranking, the way of a chosen row through the periods, and its file. */
final class FeedPage {
    private static final int RUNS = 30;
    private static final int PERIODS = 30;

    private final ConsoleServices stage;
    private final FeedFacts feedFacts;
    private final Newest newest;
    private final Latest latest;
    private final Standings standings;

    FeedPage(ConsoleServices stage, FeedStates states) {
        this.stage = stage;
        this.feedFacts = new FeedFacts(stage, states);
        this.newest = new Newest(stage);
        this.latest = new Latest(stage.store());
        this.standings = new Standings(stage.store());
    }

    /**
     * What there is to see of a feed.
     *
     * @param snapshot its latest finished ranking; null when it has none
     * @param ranking the first of its rows in the order asked for; null without a ranking
     * @param history of the chosen row; null when none is chosen
     * @param digest what it gathers and sent; null for a feed that polls
     * @param yaml its file as it was when it was loaded
     */
    record FeedView(
            Map<String, Object> feed,
            List<Map<String, Object>> runs,
            @Nullable Map<String, Object> snapshot,
            RankingTable.Asked asked,
            @Nullable RankingTable ranking,
            @Nullable HistoryChart history,
            @Nullable DigestFacts digest,
            String yaml) {}

    /**
     * A digest.
     *
     * @param feeds that it gathers
     * @param deliveries that it made or skipped, newest first
     */
    record DigestFacts(List<String> feeds, List<Map<String, Object>> deliveries) {}

    FeedView show(Question question) {
        String name = question.word("feed");
        LoadedRoute loaded = stage.desk().feeds().stream()
                .filter(feed -> feed.routeId().equals(name))
                .findFirst()
                .orElseThrow(() -> new Question.Unanswerable(404, "There is no feed '" + name + "'."));
        List<Latest.Fetch> runs = latest.ofFeed(name, RUNS);
        Newest.Rankings rankings = newest.of(name);
        Optional<Snapshot> shown = chosen(question, rankings.sealed());
        RankingTable.Asked asked = RankingTable.Asked.of(question);
        return new FeedView(
                facts(loaded, rankings),
                runs.stream().map(FeedPage::run).toList(),
                shown.map(FeedPage::facts).orElse(null),
                asked,
                shown.map(snapshot -> asked.of(stage.snapshots(), snapshot)).orElse(null),
                shown.flatMap(snapshot -> history(question, snapshot)).orElse(null),
                stage.digests().plan(name).map(this::digest).orElse(null),
                stage.desk().yaml(name).orElse(""));
    }

    private DigestFacts digest(DigestPlan plan) {
        List<Map<String, Object>> deliveries = new ArrayList<>();
        stage.deliveries()
                .forEach(
                        new DeliveryFilter(plan.name(), null, null),
                        RUNS,
                        listed -> deliveries.add(ListingFields.of(listed)));
        return new DigestFacts(plan.feeds(), deliveries);
    }

    /** The latest ranking, of the series that is asked for if there are several. */
    private static Optional<Snapshot> chosen(Question question, List<Snapshot> sealed) {
        Optional<Long> series = question.findNumber("series");
        return sealed.stream()
                .filter(snapshot ->
                        series.isEmpty() || series.get() == snapshot.origin().seriesId())
                .findFirst();
    }

    private Map<String, Object> facts(LoadedRoute loaded, Newest.Rankings rankings) {
        Map<String, Object> facts = feedFacts.of(loaded.routeId(), rankings);
        facts.put("file", stage.home().folder().relativize(loaded.file()).toString());
        facts.put("series", series(rankings.sealed()));
        return facts;
    }

    private static List<Map<String, Object>> series(List<Snapshot> sealed) {
        return sealed.stream()
                .map(snapshot -> Map.<String, Object>of(
                        "id",
                        snapshot.origin().seriesId(),
                        "series",
                        snapshot.origin().series()))
                .toList();
    }

    private static Map<String, Object> facts(Snapshot snapshot) {
        Map<String, Object> facts = ListingFields.of(snapshot);
        facts.put("series", snapshot.origin().series());
        return facts;
    }

    private static Map<String, Object> run(Latest.Fetch fetch) {
        Snapshot snapshot = fetch.snapshot();
        Map<String, Object> run = ListingFields.of(snapshot);
        run.put("pages", fetch.pages());
        run.put("took", fetch.took().map(FeedPage::seconds).orElse(null));
        run.put("reason", snapshot.state().reason());
        run.put("changedRows", snapshot.tally().changed());
        return run;
    }

    private static String seconds(Duration took) {
        return took.compareTo(Duration.ofMinutes(2)) < 0
                ? BigDecimal.valueOf(took.toMillis(), 3).setScale(1, RoundingMode.HALF_UP) + " s"
                : took.toMinutes() + " min";
    }

    private Optional<HistoryChart> history(Question question, Snapshot snapshot) {
        return question.find("key").map(key -> {
            Selection row = new Selection(key, Optional.empty(), 0, 1);
            String name = row.of(stage.snapshots(), snapshot).rows().stream()
                    .filter(found -> found.key().equals(key))
                    .map(Row::name)
                    .findFirst()
                    .orElse(key);
            return HistoryChart.of(key, name, standings.history(snapshot, key, PERIODS));
        });
    }
}

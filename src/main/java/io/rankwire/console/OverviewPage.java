package io.rankwire.console;

import io.rankwire.account.StoppedAccounts;
import io.rankwire.account.StoredBudget;
import io.rankwire.console.observe.ConsoleServices;
import io.rankwire.console.observe.Newest;
import io.rankwire.ranking.Snapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first page: what needs attention, then the state of every feed, sink and budget. */
final class OverviewPage {
    private final ConsoleServices stage;
    private final FeedFacts facts;
    private final Newest newest;

    OverviewPage(ConsoleServices stage, FeedStates states) {
        this.stage = stage;
        this.facts = new FeedFacts(stage, states);
        this.newest = new Newest(stage);
    }

    /**
     * The first page.
     *
     * @param attention what needs attention, worst first
     */
    record Overview(
            List<Attention> attention,
            List<Map<String, Object>> feeds,
            List<Map<String, Object>> sinks,
            List<Map<String, Object>> budgets) {}

    /**
     * Something that needs attention.
     *
     * @param page where more of it is
     * @param account that is stopped and can be resumed; null for anything else
     */
    record Attention(
            String about,
            String what,
            String page,
            @Nullable String account) {
        Attention(String about, String what, String page) {
            this(about, what, page, null);
        }
    }

    Overview show(Question question) {
        List<Map<String, Object>> feeds = feeds();
        List<Map<String, Object>> sinks = SinksPage.lines(stage);
        List<StoredBudget.Standing> budgets = stage.budgets();
        return new Overview(
                attention(feeds, sinks, budgets),
                feeds,
                sinks,
                budgets.stream().map(OverviewPage::budget).toList());
    }

    private List<Map<String, Object>> feeds() {
        return newest.byFeed().entrySet().stream()
                .map(feed -> feed(feed.getKey(), feed.getValue()))
                .toList();
    }

    /** A feed of several series is as fresh as the one that is furthest behind. */
    private Map<String, Object> feed(String feed, Newest.Rankings rankings) {
        List<Snapshot> sealed = rankings.sealed();
        Map<String, Object> line = facts.of(feed, rankings);
        line.put("series", rankings.any().size());
        rankings.furthestBehind().ifPresent(behind -> {
            line.put("snapshot", behind.id());
            line.put("period", behind.period().key());
            line.put("periodLast", behind.period().last().toString());
            line.put("daysOld", daysSince(behind.period().last()));
            line.put("status", behind.state().status().word());
            line.put("revision", behind.revision());
        });
        line.put("rows", sum(sealed, snapshot -> snapshot.extent().rows()));
        line.put("new", sum(sealed, snapshot -> snapshot.tally().entered()));
        line.put("climbed", sum(sealed, snapshot -> snapshot.tally().climbed()));
        line.put("fell", sum(sealed, snapshot -> snapshot.tally().fell()));
        line.put("dropped", sum(sealed, snapshot -> snapshot.tally().dropped()));
        return line;
    }

    private static int sum(List<Snapshot> snapshots, java.util.function.ToIntFunction<Snapshot> figure) {
        return snapshots.stream().mapToInt(figure).sum();
    }

    private long daysSince(LocalDate day) {
        return ChronoUnit.DAYS.between(day, LocalDate.ofInstant(stage.clock().instant(), zone()));
    }

    private ZoneId zone() {
        return stage.settings().zone();
    }

    private static Map<String, Object> budget(StoredBudget.Standing spent) {
        Long limit = spent.limit().isPresent() ? (Long) spent.limit().getAsLong() : null;
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("account", spent.account());
        line.put("window", spent.month());
        line.put("unit", spent.unit());
        line.put("used", spent.used());
        line.put("limit", limit);
        line.put("percent", spent.percent().isPresent() ? (Long) spent.percent().getAsLong() : null);
        return line;
    }

    private List<Attention> attention(
            List<Map<String, Object>> feeds, List<Map<String, Object>> sinks, List<StoredBudget.Standing> budgets) {
        List<Attention> attention = new ArrayList<>();
        stage.desk()
                .problems()
                .forEach(problem -> attention.add(new Attention(
                        stage.home().folder().relativize(problem.file())
                                + (problem.place().isEmpty() ? "" : ":" + problem.place()),
                        problem.reason(),
                        "/files")));
        new StoppedAccounts(stage.store(), stage.clock()).list().forEach(stopped -> attention.add(stopped(stopped)));
        feeds.stream()
                .filter(feed -> feed.get("reason") != null)
                .forEach(feed -> attention.add(new Attention(
                        "feed " + feed.get("feed"), String.valueOf(feed.get("reason")), "/feeds/" + feed.get("feed"))));
        sinks.forEach(sink -> addSink(attention, sink));
        budgets.stream()
                .filter(StoredBudget.Standing::isNearlySpent)
                .forEach(budget -> attention.add(new Attention(
                        "budget of " + budget.account(),
                        budget.percent().orElseThrow() + " % of the month's " + budget.unit() + " are spent",
                        "/")));
        return attention;
    }

    private static Attention stopped(StoppedAccounts.Stopped stopped) {
        String until = stopped.until().equals(Instant.MAX) ? "" : " before " + stopped.until();
        return new Attention(
                "account " + stopped.account(),
                "is not asked" + until + ": " + stopped.reason(),
                "/",
                stopped.account());
    }

    private static void addSink(List<Attention> attention, Map<String, Object> sink) {
        String name = "sink " + sink.get("sink");
        if (sink.get("disabled") != null) {
            attention.add(new Attention(name, "is disabled: " + sink.get("disabled"), "/sinks"));
        }
        int due = (int) sink.getOrDefault("due", 0);
        if (due > 0
                && Set.of("missing", "refused").contains(sink.get("state"))
                && Boolean.FALSE.equals(sink.get("loaded"))) {
            attention.add(new Attention(
                    name,
                    "has no file that is loaded; " + due + (due == 1 ? " delivery waits" : " deliveries wait")
                            + " for it",
                    "/deliveries?status=due&sink=" + sink.get("sink")));
        }
        int dead = (int) sink.getOrDefault("dead", 0);
        if (dead > 0) {
            attention.add(new Attention(
                    name,
                    dead + (dead == 1 ? " delivery was" : " deliveries were") + " given up",
                    "/deliveries?status=dead&sink=" + sink.get("sink")));
        }
    }
}

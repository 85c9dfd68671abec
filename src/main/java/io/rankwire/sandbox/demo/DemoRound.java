package io.rankwire.sandbox.demo;

import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFilter;
import io.rankwire.engine.Engine;
import io.rankwire.engine.Homes;
import io.rankwire.feed.PeriodType;
import io.rankwire.listing.Listing;
import io.rankwire.operator.desk.LoadedRoute;
import io.rankwire.poll.Outcome;
import io.rankwire.ranking.Snapshot;
import io.rankwire.route.polling.FeedRunner;
import io.rankwire.sandbox.Sandbox;
import io.rankwire.sandbox.ShiftedClock;
import io.rankwire.sandbox.peer.WebhookMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The demo's first round: the last three periods of every feed, the newest of them delivered. */
final class DemoRound {
    private static final int PAST_PERIODS = 2;

    private final Engine engine;
    private final ShiftedClock clock;
    private final Sandbox sandbox;
    private final FeedRunner runner;

    DemoRound(Engine engine, ShiftedClock clock, Sandbox sandbox) {
        this.engine = engine;
        this.clock = clock;
        this.sandbox = sandbox;
        this.runner = new FeedRunner(engine.context());
    }

    /** Plays the round, prints what landed where, and says whether everything was delivered. */
    boolean play(PrintWriter out) throws Exception {
        boolean fetched = true;
        for (LoadedRoute feed : engine.desk().feeds()) {
            if (!engine.digests().isDigest(feed.routeId())) {
                fetched &= poll(feed.routeId());
            }
        }
        for (String digest : engine.digests().names()) {
            fetched &= engine.digests().fire(digest);
        }
        engine.dispatcher().settle();
        sandbox.writeMail();
        print(out);
        List<Delivery> deliveries = engine.deliveries().list(DeliveryFilter.ALL);
        return fetched
                && !deliveries.isEmpty()
                && deliveries.stream().allMatch(d -> d.progress().status() == Delivery.Status.DELIVERED)
                && sandbox.webhooks().received().stream().allMatch(WebhookMessage::verified);
    }

    private boolean poll(String feed) throws Exception {
        Instant now = clock.instant();
        PeriodType type =
                engine.feeds().find(feed).orElseThrow().feeds().get(0).series().periodType();
        for (int back = PAST_PERIODS; back > 0; back--) {
            clock.moveTo(before(now, type, back));
            runner.fetch(feed);
        }
        clock.reset();
        List<Outcome> outcomes = runner.poll(feed);
        return !outcomes.isEmpty() && outcomes.stream().allMatch(outcome -> outcome instanceof Outcome.Known);
    }

    private static Instant before(Instant now, PeriodType type, int periods) {
        ZonedDateTime moment = now.atZone(ZoneOffset.UTC);
        return switch (type) {
            case DAY -> moment.minusDays(periods).toInstant();
            case WEEK -> moment.minusWeeks(periods).toInstant();
            case MONTH -> moment.minusMonths(periods).toInstant();
        };
    }

    private void print(PrintWriter out) throws IOException {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (LoadedRoute feed : engine.desk().feeds()) {
            Optional<Snapshot> newest = engine.snapshots().list(Optional.of(feed.routeId())).stream()
                    .filter(snapshot -> snapshot.state().status().sealed())
                    .findFirst();
            newest.ifPresent(snapshot -> lines.add(line(feed.routeId(), snapshot)));
        }
        Path folder = engine.home().folder();
        out.println();
        Listing.print(lines, false, out);
        out.println();
        out.println("CSV files      " + files(folder.resolve("data/archive"), ".csv"));
        out.println("SFTP server    " + files(folder.resolve("sandbox/sftp/inbox"), ".csv"));
        out.println("Mails          " + files(folder.resolve("sandbox/mail"), ".eml") + ", open the .html beside each");
        out.println("Webhooks       " + files(folder.resolve("sandbox/webhooks"), ".json"));
        out.println("Look further   RANKWIRE_HOME=" + folder + " "
                + Homes.distribution().resolve("bin/rankwire") + " snapshots");
        out.println();
        out.flush();
    }

    private static Map<String, Object> line(String feed, Snapshot snapshot) {
        Snapshot.Tally tally = snapshot.tally();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("feed", feed);
        line.put("period", snapshot.period());
        line.put("rows", snapshot.extent().rows());
        line.put("new", tally.entered());
        line.put("re-entries", tally.returned());
        line.put("up", tally.climbed());
        line.put("down", tally.fell());
        line.put("dropped", tally.dropped());
        line.put(
                "compared with",
                snapshot.baseline().map(baseline -> baseline.period().key()).orElse(""));
        return line;
    }

    private static String files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return "none";
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).count() + " in " + folder;
        }
    }
}

package io.rankwire.route.digest;

import io.rankwire.delivery.Digests;
import io.rankwire.document.highlight.OnlyIf;
import io.rankwire.document.report.Digest;
import io.rankwire.feed.Feed;
import io.rankwire.kamelet.Feeds;
import io.rankwire.ranking.Snapshots;
import io.rankwire.route.step.KameletCall;
import io.rankwire.route.step.Reports;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Step {@code gather-digest}. Out: the newest rankings of the feeds that the digest names, to be published. */
public final class GatherDigest implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.digest");
    private static final String GATHERED = "rankwireDigest";
    private static final String DUE_AT = "rankwireDigestDueAt";

    private final Feeds feeds;
    private final Snapshots snapshots;
    private final Digests digests;
    private final Reports reports;
    private final Clock clock;

    public GatherDigest(Feeds feeds, Snapshots snapshots, Digests digests, Reports reports, Clock clock) {
        this.feeds = feeds;
        this.snapshots = snapshots;
        this.digests = digests;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * A digest as it would be published now.
     *
     * @param unwanted why it is not worth sending; null when it is
     */
    public record Gathered(Digest digest, @Nullable String unwanted) {}

    /** What the exchange has gathered; empty when it is none of a digest. */
    public static Optional<Gathered> of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(GATHERED, Gathered.class));
    }

    /** Has the exchange gather for this moment. */
    static void dueAt(Exchange exchange, Instant moment) {
        exchange.setProperty(DUE_AT, moment);
    }

    @Override
    public void process(Exchange exchange) {
        DigestPlan plan = DigestPlan.of(KameletCall.options(exchange, DigestPlan.KAMELET));
        Gathered gathered = gather(plan, due(exchange));
        exchange.setProperty(GATHERED, gathered);
        exchange.getMessage().setBody(gathered.digest());
    }

    /** The moment of the schedule, not that of the firing: the same on every node. */
    private Instant due(Exchange exchange) {
        Instant given = exchange.getProperty(DUE_AT, Instant.class);
        if (given != null) {
            return given;
        }
        Date scheduled = exchange.getMessage().getHeader("scheduledFireTime", Date.class);
        return scheduled == null ? clock.instant() : scheduled.toInstant();
    }

    /** What the digest would be at the moment. */
    public Gathered gather(DigestPlan plan, Instant dueAt) {
        List<Digest.Ranking> rankings =
                plan.feeds().stream().flatMap(this::rankings).toList();
        Digest digest = digests.tellApart(new Digest(plan.name(), dueAt, rankings));
        return new Gathered(digest, unwanted(plan, digest).orElse(null));
    }

    private Stream<Digest.Ranking> rankings(String name) {
        List<Feed> series = feeds.find(name).map(Feeds.Asked::feeds).orElse(List.of());
        if (series.isEmpty()) {
            LOG.warn("there is no feed {}, which a digest names", name);
            return Stream.of(new Digest.Ranking(name, name, Optional.empty(), false));
        }
        return series.stream()
                .map(feed -> new Digest.Ranking(name, feed.label(), snapshots.newestSealed(feed.series()), false));
    }

    private Optional<String> unwanted(DigestPlan plan, Digest digest) {
        OnlyIf onlyIf = plan.onlyIf();
        return onlyIf == null
                ? Optional.empty()
                : OnlyIf.unmetByAll(digest.news().stream()
                        .map(ranking -> ranking.snapshot().orElseThrow())
                        .map(snapshot -> onlyIf.unmet(snapshots, snapshot, reports.layout(snapshot), plan.watch())));
    }
}

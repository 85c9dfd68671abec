package io.rankwire.bench;

import io.rankwire.account.Account;
import io.rankwire.account.Accounts;
import io.rankwire.account.LocalPace;
import io.rankwire.account.StoredBudget;
import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.feed.Series;
import io.rankwire.poll.Demand;
import io.rankwire.poll.Desk;
import io.rankwire.poll.Poll;
import io.rankwire.poll.Polls;
import io.rankwire.poll.asking.Backoff;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.source.Source;
import io.rankwire.source.SourceFile;
import io.rankwire.source.page.HttpAnswer;
import io.rankwire.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A real store, filled from the pages of a {@link FastVendor} without HTTP and without Camel. */
final class Filled implements AutoCloseable {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-01T09:00:00Z"), ZoneOffset.UTC);

    private final Store store;
    private final Source source;

    Filled(Path home) throws IOException {
        store = Store.open("jdbc:sqlite:data/rankwire.db", home);
        source = source();
    }

    /** The shipped source of top live products, as deep as one likes. */
    static Source source() throws IOException {
        String file = "fastmoss-live-top-product.kamelet.yaml";
        try (InputStream in = Filled.class.getResourceAsStream("/kamelets/" + file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("cap: 500", "cap: 100000000");
            return SourceFile.read(file, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .orElseThrow();
        }
    }

    /** Fetches a week of a series. */
    Snapshot fetch(FastVendor vendor, String region, String week) throws IOException {
        Feed feed = new Feed(
                "bench-" + region,
                "",
                new Series(source.name(), PeriodType.WEEK, Map.of("region", region, "orderBy", "units_sold")),
                new Feed.Terms("fastmoss", 100, Optional.empty(), Optional.empty()),
                new Feed.When(Optional.of(week), 0, ZoneOffset.UTC, false),
                new Feed.Limits(100, Integer.MAX_VALUE, false));
        String echoed = Period.parse(PeriodType.WEEK, week).key().replace("W", "");
        try (Poll poll = Poll.begin(polls(), feed, source, Demand.DUE)) {
            for (int page = 1; poll.wantsPage(); page++) {
                byte[] body = vendor.page(page, echoed);
                Desk.ask(poll).answered(new HttpAnswer(200, "application/json", Optional.empty(), body));
                poll.accept().ifPresent(poll::append);
            }
            return poll.seal((handle, snapshot) -> {});
        }
    }

    private Polls polls() {
        Accounts accounts = new Accounts() {
            @Override
            public Account account(String name) {
                return new Account(name, URI.create("https://vendor.example"), 1_000_000, 1, OptionalLong.empty());
            }

            @Override
            public String property(String name, String property) {
                return "";
            }

            @Override
            public String configuration(String name) {
                return "";
            }
        };
        Polls.Spending spending =
                new Polls.Spending(accounts, new StoredBudget(store, CLOCK, ZoneOffset.UTC), new LocalPace());
        return new Polls(store, spending, CLOCK, Backoff.DEFAULT);
    }

    Snapshots snapshots() {
        return new Snapshots(store);
    }

    @Override
    public void close() {
        store.close();
    }
}

package io.rankwire.document;

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
import io.rankwire.poll.NumberedRow;
import io.rankwire.poll.Outcome;
import io.rankwire.poll.Poll;
import io.rankwire.poll.Polls;
import io.rankwire.poll.asking.Backoff;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.source.Layout;
import io.rankwire.source.Source;
import io.rankwire.source.SourceFile;
import io.rankwire.source.page.HttpAnswer;
import io.rankwire.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** A real store, filled from recorded pages through the polls that fill it in production. */
public final class Rankings implements AutoCloseable {
    public static final String FEED = "us-beauty";

    /** A moment after every week that tests fetch. */
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-01T09:00:00Z"), ZoneOffset.UTC);

    public static final Layout LAYOUT = source(text -> text).endpoint().report();

    /** What a vendor answers that is asked beyond the end. */
    private static final byte[] NO_ROWS =
            "{\"code\":0,\"msg\":\"\",\"data\":{\"list\":[]}}".getBytes(StandardCharsets.UTF_8);

    private final Store store;
    private final Source source;
    private final Map<String, String> scope;
    private int maxRows = Integer.MAX_VALUE;
    private Predicate<NumberedRow> kept = row -> true;

    public Rankings(Path home) {
        this(home, "units_sold");
    }

    public Rankings(Path home, String orderBy) {
        this.store = Store.open("jdbc:sqlite:data/x.db", home);
        this.source = source(text -> text);
        this.scope = Map.of("region", "US", "orderBy", orderBy);
    }

    /** A week of so many rows, in pages that are made as they are asked for. */
    public Snapshot large(int rows) {
        return large(rows, "2026-W13");
    }

    /** The same, of a week of the test's choice. */
    public Snapshot large(int rows, String week) {
        int size = 1_000;
        Source roomy = source(text -> text.replace("largestPage: 5", "largestPage: " + size));
        Period period = Period.parse(PeriodType.WEEK, week);
        return fetch(roomy, feed(period, size), page -> LargePage.of(page, size, rows));
    }

    /** Three weeks, the newest of which has a tie, a re-entry, a new row and one dropped. */
    public Snapshot threeWeeks() {
        fetch("2026-W11", "2026-W11");
        fetch("2026-W12", "2026-W12");
        return fetch("2026-W13", "2026-W13-1", "2026-W13-2");
    }

    Rankings limitedTo(int rows) {
        maxRows = rows;
        return this;
    }

    /** Each page whose rows are read from now on: the snapshot's id and the page's number. */
    public List<String> pagesRead() {
        List<String> read = new CopyOnWriteArrayList<>();
        store.jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext query) {
                if (query.getRenderedSql().matches("(?s)select .*\\brows\\b.* from page where .*")) {
                    read.add(bound(query, "id") + " " + bound(query, "number"));
                }
            }

            private String bound(StatementContext query, String name) {
                Matcher value = Pattern.compile("\\b" + name + ":(\\d+)")
                        .matcher(query.getBinding().toString());
                return value.find() ? value.group(1) : "all";
            }
        });
        return read;
    }

    /** From now on row steps leave out what does not pass. */
    public void keeping(Predicate<NumberedRow> rows) {
        kept = rows;
    }

    /** Fetches a week, whose pages are answered with the recorded ones. */
    public Snapshot fetch(String week, String... pages) {
        return fetchPages(
                week,
                java.util.Arrays.stream(pages)
                        .map(page -> resource("pages/" + page + ".json"))
                        .toArray(byte[][]::new));
    }

    public Snapshot fetchPages(String week, byte[]... pages) {
        return fetch(
                source,
                feed(Period.parse(PeriodType.WEEK, week), 5),
                page -> page < pages.length ? pages[page] : NO_ROWS);
    }

    private Snapshot fetch(Source asked, Feed feed, IntFunction<byte[]> pages) {
        Period period =
                Period.parse(feed.series().periodType(), feed.when().date().orElseThrow());
        // Two days after the period's end, at eight; of a source without periods, within it.
        Instant now = period.last()
                .plusDays(feed.when().inferred() ? 0 : 2)
                .atTime(8, 0)
                .toInstant(ZoneOffset.UTC);
        return fetch(asked, feed, now, pages);
    }

    /** Polls at a moment of the test's choice. Null when the period is not published. */
    public Snapshot fetch(Source asked, Feed feed, Instant now, IntFunction<byte[]> pages) {
        try (Poll poll = Poll.begin(polls(Clock.fixed(now, ZoneOffset.UTC)), feed, asked, Demand.DUE)) {
            for (int page = 0; poll.wantsPage(); page++) {
                Desk.ask(poll).answered(new HttpAnswer(200, "application/json", Optional.empty(), pages.apply(page)));
                poll.accept()
                        .ifPresent(rows -> poll.append(rows.stream()
                                .map(row -> kept.test(row) ? row : row.dropped())
                                .toList()));
            }
            return poll.outcome().filter(Outcome.Fetched.class::isInstance).isPresent()
                    ? poll.seal((handle, snapshot) -> {})
                    : null;
        }
    }

    /** The sample source, changed. */
    public static Source source(UnaryOperator<String> change) {
        String name = "sample-source.kamelet.yaml";
        String text = change.apply(new String(resource(name), StandardCharsets.UTF_8));
        return SourceFile.read(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
    }

    private Feed feed(Period period, int pageSize) {
        return new Feed(
                FEED,
                "",
                new Series("sample-top-product", PeriodType.WEEK, scope),
                new Feed.Terms("sample", 100, Optional.empty(), Optional.empty()),
                new Feed.When(Optional.of(period.key()), 0, ZoneOffset.UTC, false),
                new Feed.Limits(pageSize, maxRows, false));
    }

    private Polls polls(Clock clock) {
        Accounts accounts = new Accounts() {
            @Override
            public Account account(String name) {
                return new Account(name, URI.create("https://vendor.example"), 100_000, 1, OptionalLong.empty());
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
                new Polls.Spending(accounts, new StoredBudget(store, clock, ZoneOffset.UTC), new LocalPace());
        return new Polls(
                store,
                spending,
                clock,
                new Backoff(Duration.ofMillis(1), Duration.ofSeconds(1), 3, Duration.ofDays(1)));
    }

    /** The snapshot as if it had no rows. */
    public static Snapshot empty(Snapshot snapshot) {
        return sized(snapshot, Long.MAX_VALUE, 0);
    }

    /** The snapshot as if it had so many rows, under an id that need not be in the store. */
    public static Snapshot sized(Snapshot of, long id, int rows) {
        Snapshot.Extent extent = of.extent();
        return new Snapshot(
                id,
                of.origin(),
                of.period(),
                of.revision(),
                of.state(),
                new Snapshot.Extent(
                        rows, extent.positions(), extent.covers(), extent.total(), extent.requests(), extent.credits()),
                of.columns(),
                of.sortColumn(),
                of.baseline(),
                of.tally());
    }

    public Snapshots snapshots() {
        return new Snapshots(store);
    }

    public static byte[] resource(String name) {
        try (InputStream in = Rankings.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** The expected output of that name. */
    public static String golden(String name) {
        return new String(resource("golden/" + name), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        store.close();
    }
}

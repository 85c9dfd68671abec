package io.rankwire.document.highlight;

import io.rankwire.ranking.Movement;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Status;
import io.rankwire.text.OneLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What an inbox shows of a report before it is opened, and the one sentence at its top. */
public final class Headline {
    private static final int LONGEST_SUBJECT = 120;
    private static final int LONGEST_PREVIEW = 140;
    private static final int SHORT_NAME = 42;

    private final Snapshot snapshot;
    private final Highlights highlights;
    private final Words words;
    private final String totalTitle;

    public Headline(Snapshot snapshot, Highlights highlights, Words words, String totalTitle) {
        this.totalTitle = totalTitle;
        this.snapshot = snapshot;
        this.highlights = highlights;
        this.words = words;
    }

    /** Market, category, title, period, strongest fact: a long title gives way to the rest. */
    public String subject(String title, @Nullable String market) {
        String period = words.shortPeriod(snapshot.period());
        String end = OneLine.of(state() + fact(), LONGEST_SUBJECT - 50);
        String joints = words.say("subject.joined", "", period, end);
        StringJoiner start = new StringJoiner(" · ");
        if (market != null && !hasWord(title, market)) {
            start.add(market);
        }
        highlights
                .shares()
                .category()
                .filter(category -> !hasWord(title, category.split("[^\\p{L}]+", 2)[0]))
                .ifPresent(start::add);
        start.add(title);
        String named = OneLine.of(start.toString(), Math.max(2, LONGEST_SUBJECT - joints.length()));
        return words.say("subject.joined", named, period, end);
    }

    private static boolean hasWord(String title, String word) {
        return (" " + title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ") + " ")
                .contains(" " + word.toLowerCase(Locale.ROOT) + " ");
    }

    private String state() {
        boolean whole = snapshot.state().status() == Status.COMPLETE;
        return (snapshot.revision() > 1 ? words.say("subject.corrected") + " " : "")
                + (whole ? "" : words.say("subject.partial") + " ");
    }

    private String fact() {
        if (highlights.top().isEmpty()) {
            return words.say("fact.empty");
        }
        if (snapshot.baseline().isEmpty()) {
            return words.say("fact.first");
        }
        return watched().or(this::newLeader).or(this::climber).orElseGet(this::entries);
    }

    /** What a reader asked to be told of comes first. */
    private Optional<String> watched() {
        return highlights.watch().stream()
                .flatMap(one -> one
                        .best()
                        .filter(row -> row.movement().label() != Movement.Label.SAME && highlights.isNotable(row))
                        .map(this::moved)
                        .or(() -> one.gone().map(row -> words.say("fact.gone", name(row), row.rank())))
                        .stream())
                .findFirst();
    }

    private String moved(Row row) {
        int gained = row.movement().gained(row.rank());
        return switch (row.movement().label()) {
            case UP -> words.say("fact.up", name(row), gained, row.rank());
            case DOWN -> words.say("fact.down", name(row), -gained, row.rank());
            case NEW -> words.say("fact.new", name(row), row.rank());
            case RE_ENTRY -> words.say("fact.back", name(row), row.rank());
            case SAME, NONE -> words.say("fact.at", name(row), row.rank());
        };
    }

    private Optional<String> newLeader() {
        Row first = highlights.top().get(0);
        return switch (first.movement().label()) {
            case UP ->
                Optional.of(words.say(
                        "fact.lead.from", name(first), first.movement().previousRank()));
            case NEW -> Optional.of(words.say("fact.lead.new", name(first)));
            case RE_ENTRY -> Optional.of(words.say("fact.lead.back", name(first)));
            case SAME, DOWN, NONE -> Optional.empty();
        };
    }

    private Optional<String> climber() {
        return highlights.climbers().stream()
                .filter(row -> row.rank() <= 10)
                .findFirst()
                .map(this::moved);
    }

    private String entries() {
        return words.say(
                "fact.entries", snapshot.tally().entered(), snapshot.tally().returned());
    }

    /** The leader and who moved. */
    public String preview() {
        return OneLine.of(summary(), LONGEST_PREVIEW);
    }

    /** Who leads, how much is new, and how the sum changed, in one sentence. */
    public String summary() {
        List<Row> top = highlights.top();
        if (top.isEmpty()) {
            return words.say("summary.empty");
        }
        String leader = OneLine.of(Cells.name(top.get(0)), SHORT_NAME * 2);
        if (snapshot.baseline().isEmpty()) {
            return words.say("summary.first", leader, snapshot.extent().rows());
        }
        Movement movement = top.get(0).movement();
        String lead =
                switch (movement.label()) {
                    case UP -> words.say("summary.lead.from", leader, movement.previousRank());
                    case SAME -> words.say("summary.lead.same", leader);
                    case NEW -> words.say("summary.lead.new", leader);
                    case RE_ENTRY -> words.say("summary.lead.back", leader);
                    case DOWN, NONE -> words.say("summary.lead", leader);
                };
        String moves = words.say(
                snapshot.state().status() == Status.PARTIAL ? "summary.moves.partial" : "summary.moves",
                snapshot.tally().entered() + snapshot.tally().returned(),
                snapshot.tally().dropped());
        return words.say("summary.joined", lead, moves, growth());
    }

    private String growth() {
        Optional<BigDecimal> growth = highlights.comparable().growthSince(highlights.before());
        boolean money =
                highlights.sum().total().filter(t -> !t.currency().isEmpty()).isPresent();
        return growth.filter(share -> money).map(this::grown).orElse("");
    }

    private String grown(BigDecimal share) {
        // As it is shown: to a tenth of a percent.
        int direction = share.setScale(3, RoundingMode.HALF_UP).signum();
        String key = direction == 0 ? "summary.level" : direction < 0 ? "summary.down" : "summary.up";
        return words.say(key, totalTitle, new Figures(words).share(share.abs()));
    }

    private static String name(Row row) {
        return OneLine.of(Cells.name(row), SHORT_NAME);
    }
}

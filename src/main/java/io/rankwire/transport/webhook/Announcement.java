package io.rankwire.transport.webhook;

import io.rankwire.document.export.FileReference;
import io.rankwire.document.highlight.Caveats;
import io.rankwire.document.highlight.Cells;
import io.rankwire.document.highlight.Figures;
import io.rankwire.document.highlight.Headline;
import io.rankwire.document.highlight.Highlights;
import io.rankwire.document.highlight.Words;
import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.route.step.Reports;
import io.rankwire.text.OneLine;
import io.rankwire.text.OperatorMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What people in a chat are told of a ranking or of a feed. Vendors' text is on one line and bounded, but not yet escaped.
 *
 * @param title one line
 * @param facts the figures
 * @param sentences the gist, and what to know before trusting it
 * @param lists rows worth a look
 * @param files what was made of it
 */
public record Announcement(
        String title, List<Fact> facts, List<String> sentences, List<Listed> lists, List<FileReference> files) {
    /** How many rows a list may have at the most. */
    public static final int MOST_TOP = 20;

    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SENTENCE = 300;
    private static final int MOST_SENTENCES = 8;
    private static final int MOST_FILES = 5;

    public Announcement {
        title = OneLine.of(title, LONGEST_TITLE);
        facts = List.copyOf(facts);
        sentences = sentences.stream()
                .limit(MOST_SENTENCES)
                .map(sentence -> OneLine.of(sentence, LONGEST_SENTENCE))
                .filter(sentence -> !sentence.isEmpty())
                .toList();
        lists = lists.stream().filter(list -> !list.lines().isEmpty()).toList();
        files = files.stream().limit(MOST_FILES).toList();
    }

    /** A figure and what it counts. */
    public record Fact(String name, String value) {
        private static Fact of(String name, int count) {
            return new Fact(name, new Figures(Words.ENGLISH).plain(count));
        }
    }

    /** Some rows under a heading. */
    public record Listed(String title, List<String> lines) {
        public Listed {
            lines = List.copyOf(lines);
        }

        private Listed limitedTo(int most) {
            return new Listed(title, lines.stream().limit(most).toList());
        }
    }

    /** The ranking, with at most {@code most} rows in each list. */
    public static Announcement of(
            Snapshots snapshots, Snapshot snapshot, String feed, List<FileReference> files, int most) {
        if (most < 1 || most > MOST_TOP) {
            throw new OperatorMistake("top is " + most + "; in a chat it must be 1 to " + MOST_TOP);
        }
        Words words = Words.ENGLISH;
        Highlights highlights = Highlights.of(snapshots, snapshot, Reports.USUAL);
        List<String> sentences = new ArrayList<>();
        sentences.add(new Headline(snapshot, highlights, words, "").summary());
        sentences.addAll(new Caveats(snapshot, words).all(snapshots));
        Cells cells = Cells.plain(snapshot, words);
        List<Listed> lists = new ArrayList<>();
        lists.add(listed("Top", highlights.top(), cells));
        lists.add(listed("Climbers", highlights.climbers(), cells));
        lists.add(listed("Fallers", highlights.fallers(), cells));
        lists.add(listed("New", highlights.entered(), cells));
        lists.add(listed("Back again", highlights.returned(), cells));
        lists.add(new Listed(
                "Dropped out",
                highlights.dropped().stream()
                        .map(row -> name(row) + " (was " + row.rank() + ")")
                        .toList()));
        String end = snapshot.period().key() + (snapshot.revision() > 1 ? " · corrected" : "");
        return new Announcement(title(feed, end), facts(snapshot), sentences, lists, files).limitedTo(most);
    }

    /** That a feed stopped, and why. */
    public static Announcement stopped(Snapshot run, String feed, String reason) {
        return new Announcement(
                title(feed, "stopped at " + run.period().key()),
                List.of(new Fact("Source", run.origin().source())),
                List.of(reason, "Nothing that was paid for is lost; an operator has to see to it."),
                List.of(),
                List.of());
    }

    private static String title(String feed, String end) {
        String rest = " · " + end;
        return OneLine.of(feed, LONGEST_TITLE - rest.length()) + rest;
    }

    private static List<Fact> facts(Snapshot snapshot) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("Rows", snapshot.extent().rows()));
        snapshot.baseline().ifPresent(baseline -> {
            Snapshot.Tally tally = snapshot.tally();
            facts.add(new Fact("Compared with", baseline.period().key()));
            facts.add(Fact.of("New", tally.entered()));
            facts.add(Fact.of("Back again", tally.returned()));
            facts.add(Fact.of("Dropped", tally.dropped()));
            facts.add(Fact.of("Up", tally.climbed()));
            facts.add(Fact.of("Down", tally.fell()));
        });
        return facts;
    }

    private static Listed listed(String title, List<Row> rows, Cells cells) {
        return new Listed(title, rows.stream().map(row -> line(row, cells)).toList());
    }

    private static String line(Row row, Cells cells) {
        Integer change = row.movement().change(row.rank());
        String moved = change == null || change == 0 ? "" : change > 0 ? " ▲" + change : " ▼" + -change;
        String amount = cells.money(row).map(money -> " · " + money).orElse("");
        return row.rank() + " · " + name(row) + moved + amount;
    }

    private static String name(Row row) {
        return OneLine.of(Cells.name(row), LONGEST_NAME);
    }

    /** The same with at most so many rows in each list. */
    private Announcement limitedTo(int most) {
        return new Announcement(
                title,
                facts,
                sentences,
                lists.stream().map(list -> list.limitedTo(most)).toList(),
                files);
    }

    /**
     * The same with a little less: a row of the longest lists, then a file, then a sentence.
     *
     * @throws IllegalStateException if there is nothing left to leave out
     */
    Announcement shorter() {
        int longest = lists.stream().mapToInt(list -> list.lines().size()).max().orElse(0);
        if (longest > 0) {
            return limitedTo(longest - 1);
        } else if (!files.isEmpty()) {
            return new Announcement(title, facts, sentences, lists, files.subList(0, files.size() - 1));
        } else if (!sentences.isEmpty()) {
            return new Announcement(title, facts, sentences.subList(0, sentences.size() - 1), lists, files);
        }
        throw new IllegalStateException("title and figures of " + title + " alone are too large for a chat");
    }

    /** The figures on one line. */
    String figures() {
        return facts.stream().map(fact -> fact.name() + " " + fact.value()).collect(Collectors.joining(" · "));
    }
}

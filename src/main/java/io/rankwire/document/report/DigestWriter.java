package io.rankwire.document.report;

import io.rankwire.document.highlight.OnlyIf;
import io.rankwire.document.highlight.Words;
import io.rankwire.feed.Period;
import io.rankwire.text.OneLine;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a digest as one mail: its news one below another, and by name what has none. Safe for use by many threads. */
public final class DigestWriter {
    /** Rows of a ranking at the most: a mail program cuts off what is longer than about 100 kB. */
    private static final int MOST_ROWS = 10;

    private static final int LONGEST_SUBJECT = 120;
    private static final String PART = "digest-ranking";

    private final ReportWriter reports;
    private final Templates frames = Templates.shipped(ReportWriter.PATIENCE);

    public DigestWriter(ReportWriter reports) {
        // A ranking has room for a few rows in a digest, and none for a chart.
        this.reports = reports.withoutChart();
    }

    /**
     * The mail of a digest, once the rankings that are news in it are read.
     *
     * @param title what the digest is called in front of people
     * @param headings what each of its rankings is called
     */
    public Report.Draft draft(
            Digest digest, String title, Function<Digest.Ranking, Report.Heading> headings, ReportOptions options) {
        ReportOptions brief =
                new ReportOptions(PART, options.wanted().limitedTo(MOST_ROWS), options.pictures(), options.reader());
        List<ReportModel> news = digest.news().stream()
                .map(ranking -> reports.read(ranking.snapshot().orElseThrow(), headings.apply(ranking), brief))
                .toList();
        Mail mail = new Mail(digest, title, headings, options.reader(), news);
        return new Report.Draft(OnlyIf.unmetByAll(news.stream().map(ReportModel::unmet)), mail::write);
    }

    /** One digest, whose rankings are read. */
    private final class Mail {
        private final Digest digest;
        private final String title;
        private final Function<Digest.Ranking, Report.Heading> headings;
        private final ReportOptions.Reader reader;
        private final Words words;
        private final List<ReportModel> news;

        Mail(
                Digest digest,
                String title,
                Function<Digest.Ranking, Report.Heading> headings,
                ReportOptions.Reader reader,
                List<ReportModel> news) {
            this.digest = digest;
            this.title = title;
            this.headings = headings;
            this.reader = reader;
            this.words = new Words(reader.locale());
            this.news = news;
        }

        Report write() {
            int rows = MOST_ROWS;
            Report report = write(rows);
            while (report.html().getBytes(StandardCharsets.UTF_8).length > ReportWriter.MOST_BYTES && rows > 1) {
                rows /= 2;
                report = write(rows);
            }
            return report;
        }

        private Report write(int rows) {
            List<Report> parts =
                    news.stream().map(ranking -> reports.write(ranking, rows)).toList();
            String subject = subject();
            String preview = parts.isEmpty() ? "" : parts.get(0).preview();
            Map<String, Object> model = new HashMap<>();
            model.put("language", words.language());
            model.put("title", OneLine.of(title, 100));
            model.put("subject", subject);
            model.put("preview", preview);
            model.put("moment", words.longMoment(digest.dueAt(), reader.zone()));
            model.put(
                    "old",
                    digest.rankings().stream()
                            .flatMap(ranking -> old(ranking).stream())
                            .toList());
            model.put("parts", parts.stream().map(Report::html).toList());
            model.put("texts", parts.stream().map(Report::text).toList());
            model.put("footer", footer());
            return new Report(
                    subject,
                    preview,
                    render("digest.html.ftlh", model),
                    render("digest.txt.ftl", model),
                    List.of(),
                    parts.stream().flatMap(part -> part.faults().stream()).toList());
        }

        /** {@code What moved last week · US beauty week 46, GB shops 2026-11-17}. */
        private String subject() {
            String told = digest.news().stream()
                    .map(ranking -> headings.apply(ranking).title() + " "
                            + words.shortPeriod(ranking.snapshot().orElseThrow().period()))
                    .collect(Collectors.joining(words.say("digest.and")));
            return OneLine.of(told.isEmpty() ? title : OneLine.of(title, 60) + " · " + told, LONGEST_SUBJECT);
        }

        /** What is to be said of a ranking that is not new, or not as new as it could be. */
        private Optional<String> old(Digest.Ranking ranking) {
            String name = headings.apply(ranking).title();
            if (ranking.snapshot().isEmpty()) {
                return Optional.of(words.say("digest.none", name));
            }
            Period period = ranking.snapshot().get().period();
            if (!ranking.news()) {
                return Optional.of(words.say("digest.told", name, words.shortPeriod(period)));
            }
            boolean behind = period.compareTo(Period.newestCompleted(period.type(), digest.dueAt(), reader.zone())) < 0;
            return behind
                    ? Optional.of(words.say("digest.behind." + period.type().word(), name, words.shortPeriod(period)))
                    : Optional.empty();
        }

        private List<String> footer() {
            String runs = digest.news().stream()
                    .map(ranking ->
                            Long.toString(ranking.snapshot().orElseThrow().id()))
                    .collect(Collectors.joining(words.say("digest.and")));
            return List.of(
                    words.say("footer.estimates"),
                    words.say("digest.movement"),
                    words.say("digest.origin", digest.name(), runs),
                    reader.contact() == null
                            ? words.say("digest.stop", digest.name())
                            : words.say("digest.stop.contact", OneLine.of(reader.contact(), 120), digest.name()));
        }
    }

    private String render(String name, Map<String, Object> model) {
        try {
            return frames.render(name, model);
        } catch (Templates.Broken e) {
            throw new IllegalStateException("the frame of digests cannot be used: " + e.getMessage(), e);
        }
    }
}

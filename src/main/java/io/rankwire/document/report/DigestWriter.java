package io.rankwire.document.report;

import freemarker.cache.ClassTemplateLoader;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import io.rankwire.document.highlight.Words;
import io.rankwire.feed.Period;
import io.rankwire.ranking.Snapshot;
import io.rankwire.text.OneLine;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a digest as one mail: its news one below another, and by name what has none. Safe for use by many threads. */
public final class DigestWriter {
    /** Rows of a ranking at the most: a mail program cuts off what is longer than about 100 kB. */
    private static final int MOST_ROWS = 10;

    private static final int LONGEST_SUBJECT = 120;
    private static final String PART = "digest-ranking";

    private final ReportWriter reports;
    private final Configuration frames = new Configuration(Configuration.VERSION_2_3_34);

    public DigestWriter(ReportWriter reports) {
        // A ranking has room for a few rows in a digest, and none for a chart.
        this.reports = reports.withoutChart();
        frames.setTemplateLoader(new ClassTemplateLoader(DigestWriter.class, "templates"));
        frames.setRecognizeStandardFileExtensions(true);
        frames.setLocalizedLookup(false);
        frames.setLogTemplateExceptions(false);
    }

    /**
     * The mail of a digest.
     *
     * @param title what the digest is called in front of people
     * @param headings what each of its rankings is called
     */
    public Report write(
            Digest digest, String title, Function<Digest.Ranking, Report.Heading> headings, ReportOptions options) {
        Report report = write(digest, title, headings, options, MOST_ROWS);
        for (int rows = MOST_ROWS; isTooLong(report) && rows > 1; ) {
            rows /= 2;
            report = write(digest, title, headings, options, rows);
        }
        return report;
    }

    private static boolean isTooLong(Report report) {
        return report.html().getBytes(StandardCharsets.UTF_8).length > ReportWriter.MOST_BYTES;
    }

    private Report write(
            Digest digest,
            String title,
            Function<Digest.Ranking, Report.Heading> headings,
            ReportOptions options,
            int rows) {
        Words words = new Words(options.reader().locale());
        ReportOptions brief = new ReportOptions(
                PART,
                Math.min(rows, options.top()),
                options.watch(),
                options.notable(),
                options.pictures(),
                options.reader());
        List<Report> parts = digest.news().stream()
                .map(ranking -> reports.write(ranking.snapshot().orElseThrow(), headings.apply(ranking), brief))
                .toList();
        String subject = subject(digest, title, headings, words);
        String preview = parts.isEmpty() ? "" : parts.get(0).preview();
        Map<String, Object> model = new HashMap<>();
        model.put("language", words.language());
        model.put("title", OneLine.of(title, 100));
        model.put("subject", subject);
        model.put("preview", preview);
        model.put("moment", words.longMoment(digest.dueAt(), options.reader().zone()));
        model.put("old", old(digest, headings, options, words));
        model.put("parts", parts.stream().map(Report::html).toList());
        model.put("texts", parts.stream().map(Report::text).toList());
        model.put("footer", footer(digest, options, words));
        return new Report(
                subject,
                preview,
                render("digest.html.ftlh", model),
                render("digest.txt.ftl", model),
                List.of(),
                parts.stream().flatMap(part -> part.faults().stream()).toList());
    }

    /** {@code What moved last week · US beauty week 46, GB shops 2026-11-17}. */
    private static String subject(
            Digest digest, String title, Function<Digest.Ranking, Report.Heading> headings, Words words) {
        String news = digest.news().stream()
                .map(ranking -> headings.apply(ranking).title() + " "
                        + words.shortPeriod(ranking.snapshot().orElseThrow().period()))
                .collect(Collectors.joining(words.say("digest.and")));
        return OneLine.of(news.isEmpty() ? title : OneLine.of(title, 60) + " · " + news, LONGEST_SUBJECT);
    }

    /** What is not new, and what is not as new as it could be. */
    private static List<String> old(
            Digest digest, Function<Digest.Ranking, Report.Heading> headings, ReportOptions options, Words words) {
        return digest.rankings().stream()
                .flatMap(ranking -> {
                    String name = headings.apply(ranking).title();
                    if (ranking.snapshot().isEmpty()) {
                        return Stream.of(words.say("digest.none", name));
                    }
                    Period period = ranking.snapshot().get().period();
                    if (!ranking.news()) {
                        return Stream.of(words.say("digest.told", name, words.shortPeriod(period)));
                    }
                    return isBehind(period, digest.dueAt(), options)
                            ? Stream.of(
                                    words.say("digest.behind." + period.type().word(), name, words.shortPeriod(period)))
                            : Stream.empty();
                })
                .toList();
    }

    private static boolean isBehind(Period period, Instant now, ReportOptions options) {
        return period.compareTo(Period.newestCompleted(
                        period.type(), now, options.reader().zone()))
                < 0;
    }

    private static List<String> footer(Digest digest, ReportOptions options, Words words) {
        String runs = digest.news().stream()
                .flatMap(ranking -> ranking.snapshot().stream())
                .map(Snapshot::id)
                .map(String::valueOf)
                .collect(Collectors.joining(words.say("digest.and")));
        return List.of(
                words.say("footer.estimates"),
                words.say("digest.movement"),
                words.say("digest.origin", digest.name(), runs),
                options.reader()
                        .contact()
                        .map(contact -> words.say("digest.stop.contact", OneLine.of(contact, 120), digest.name()))
                        .orElseGet(() -> words.say("digest.stop", digest.name())));
    }

    private String render(String name, Map<String, Object> model) {
        StringWriter out = new StringWriter();
        try {
            frames.getTemplate(name, "UTF-8").process(model, out);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        } catch (TemplateException e) {
            throw new IllegalStateException(name + " cannot be used: " + e.getMessage(), e);
        }
        return out.toString();
    }
}

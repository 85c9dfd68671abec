package io.rankwire.document;

import freemarker.cache.ClassTemplateLoader;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import io.rankwire.feed.Period;
import io.rankwire.ranking.Snapshot;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
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
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy, HH:mm VV", Locale.ENGLISH);

    private final ReportWriter reports;
    private final Configuration frames = new Configuration(Configuration.VERSION_2_3_34);

    public DigestWriter(ReportWriter reports) {
        this.reports = reports;
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
        ReportOptions brief = new ReportOptions(
                PART,
                Math.min(MOST_ROWS, options.top()),
                options.watch(),
                options.notable(),
                options.pictures(),
                options.reader());
        List<Report> parts = digest.news().stream()
                .map(ranking -> reports.write(ranking.snapshot().orElseThrow(), headings.apply(ranking), brief))
                .toList();
        String subject = subject(digest, title, headings);
        String preview = parts.isEmpty() ? "" : parts.get(0).preview();
        Map<String, Object> model = Map.of(
                "title",
                OneLine.of(title, 100),
                "subject",
                subject,
                "preview",
                preview,
                "moment",
                MOMENT.format(digest.dueAt().atZone(options.reader().zone())),
                "old",
                old(digest, headings, options),
                "parts",
                parts.stream().map(Report::html).toList(),
                "texts",
                parts.stream().map(Report::text).toList(),
                "footer",
                footer(digest, options));
        return new Report(
                subject,
                preview,
                render("digest.html.ftlh", model),
                render("digest.txt.ftl", model),
                List.of(),
                parts.stream().flatMap(part -> part.faults().stream()).toList());
    }

    /** {@code What moved last week · US beauty 2026-W46, GB shops 2026-11-17}. */
    private static String subject(Digest digest, String title, Function<Digest.Ranking, Report.Heading> headings) {
        String news = digest.news().stream()
                .map(ranking -> headings.apply(ranking).title() + " "
                        + ranking.snapshot().orElseThrow().period().key())
                .collect(Collectors.joining(", "));
        return OneLine.of(news.isEmpty() ? title : OneLine.of(title, 60) + " · " + news, LONGEST_SUBJECT);
    }

    /** What is not new, and what is not as new as it could be. */
    private static List<String> old(
            Digest digest, Function<Digest.Ranking, Report.Heading> headings, ReportOptions options) {
        return digest.rankings().stream()
                .flatMap(ranking -> {
                    String name = headings.apply(ranking).title();
                    if (ranking.snapshot().isEmpty()) {
                        return Stream.of(name + ": no ranking yet.");
                    }
                    Period period = ranking.snapshot().get().period();
                    if (!ranking.news()) {
                        return Stream.of(
                                name + ": no new ranking since " + period.key() + ", which an earlier digest had.");
                    }
                    return isBehind(period, digest.dueAt(), options)
                            ? Stream.of(name + ": a " + period.type().word() + " after " + period.key()
                                    + " is over, but its ranking was not there yet.")
                            : Stream.empty();
                })
                .toList();
    }

    private static boolean isBehind(Period period, Instant now, ReportOptions options) {
        return period.compareTo(Period.newestCompleted(
                        period.type(), now, options.reader().zone()))
                < 0;
    }

    private static List<String> footer(Digest digest, ReportOptions options) {
        String runs = digest.news().stream()
                .flatMap(ranking -> ranking.snapshot().stream())
                .map(Snapshot::id)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        String figures = "Amounts and units are the vendor’s estimates, not audited sales; – means that it gives none. "
                + "Movement is since the ranking before.";
        String origin = "Digest " + digest.name() + " · rankings " + runs;
        return options.reader()
                .contact()
                .map(contact -> List.of(figures, origin, "To stop this mail, write to " + contact + "."))
                .orElse(List.of(figures, origin));
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

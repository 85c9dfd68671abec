package io.rankwire.document;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/**
 * Writes the mail report of a snapshot from two templates, the operator's or those that come with the program.
 *
 * <p>Templates see the model and nothing else: no class, no method, no file outside their folder. Safe for use by many
 * threads.
 */
public final class ReportWriter {
    /** No report that a person reads is longer; a template that never ends is stopped here. */
    private static final int MOST_CHARACTERS = 4 << 20;

    private final Snapshots snapshots;
    private final Configuration templates;

    /**
     * Takes templates from the folder, and those that are not there from the program. The folder need not exist.
     *
     * @throws UncheckedIOException if the folder cannot be read
     */
    public ReportWriter(Snapshots snapshots, Path folder) {
        this.snapshots = snapshots;
        this.templates = sandbox(loader(folder));
    }

    private static TemplateLoader loader(Path folder) {
        TemplateLoader shipped = new ClassTemplateLoader(ReportWriter.class, "templates");
        if (!Files.isDirectory(folder)) {
            return shipped;
        }
        try {
            return new MultiTemplateLoader(new TemplateLoader[] {new FileTemplateLoader(folder.toFile()), shipped});
        } catch (IOException e) {
            throw new UncheckedIOException("the templates' folder " + folder + " cannot be read", e);
        }
    }

    private static Configuration sandbox(TemplateLoader loader) {
        Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
        templates.setTemplateLoader(loader);
        templates.setTemplateUpdateDelayMilliseconds(0);
        templates.setLocalizedLookup(false);
        templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
        templates.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        templates.setAPIBuiltinEnabled(false);
        templates.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
        templates.setRecognizeStandardFileExtensions(true);
        templates.setLocale(Locale.US);
        templates.setNumberFormat(",##0.##");
        templates.setTimeZone(TimeZone.getTimeZone("UTC"));
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        templates.setLogTemplateExceptions(false);
        templates.setWrapUncheckedExceptions(true);
        return templates;
    }

    /**
     * The report of a snapshot.
     *
     * @throws IllegalArgumentException naming the template and what in it cannot be used
     */
    public Report write(Snapshot snapshot, Report.Heading heading, ReportOptions options) {
        Highlights highlights = Highlights.of(snapshots, snapshot, options.top());
        Map<String, Object> model = new ReportModel(snapshot, highlights).of(heading);
        String subject = Subject.of(snapshot, heading.title());
        String preview = Subject.preview(snapshot, highlights.top());
        model.put("subject", subject);
        model.put("preview", preview);
        String html = render(options.template() + ".html.ftlh", model);
        String text = render(options.template() + ".txt.ftl", model);
        return new Report(subject, preview, html, text, java.util.List.of(), java.util.List.of());
    }

    private String render(String name, Map<String, Object> model) {
        Bounded out = new Bounded();
        try {
            templates.getTemplate(name).process(model, out);
        } catch (TemplateException | IOException e) {
            throw new IllegalArgumentException("template " + name + " cannot be used: " + e.getMessage(), e);
        }
        return out.toString();
    }

    private static final class Bounded extends Writer {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] characters, int from, int length) throws IOException {
            if (text.length() + length > MOST_CHARACTERS) {
                throw new IOException("it writes more than " + MOST_CHARACTERS + " characters");
            }
            text.append(characters, from, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return text.toString();
        }
    }
}

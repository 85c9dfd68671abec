package io.rankwire.document.report;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateNotFoundException;
import io.rankwire.text.OneLine;
import io.rankwire.text.Utf8;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Templates of one folder, or those that come with the program, and nothing else: no class, no method but {@code say},
 * no file outside, bounded in time and length. Safe for use by many threads.
 */
final class Templates {
    /** No report that a person reads is longer; a template that writes without end is stopped here. */
    private static final int MOST_CHARACTERS = 4 << 20;

    private static final int LONGEST_MESSAGE = 300;
    private static final String STOPPABLE = "stoppable";

    private final Configuration configuration;
    private final Duration patience;

    private Templates(TemplateLoader loader, Duration patience) {
        this.configuration = sandbox(loader);
        this.patience = patience;
    }

    /** Those that come with the program. */
    static Templates shipped(Duration patience) {
        return new Templates(shippedLoader(), patience);
    }

    /**
     * Those of the folder before those of the program. The folder need not exist.
     *
     * @param patience how long one may take
     * @throws UncheckedIOException if the folder cannot be read
     */
    static Templates of(Path folder, Duration patience) {
        if (!Files.isDirectory(folder)) {
            return shipped(patience);
        }
        try {
            TemplateLoader own = new FileTemplateLoader(folder.toFile()) {
                @Override
                public Reader getReader(Object file, String encoding) throws IOException {
                    // FreeMarker would print a byte order mark.
                    return new StringReader(Utf8.text(Files.readAllBytes(((File) file).toPath())));
                }
            };
            return new Templates(new MultiTemplateLoader(new TemplateLoader[] {own, shippedLoader()}), patience);
        } catch (IOException e) {
            throw new UncheckedIOException("the templates' folder " + folder + " cannot be read", e);
        }
    }

    private static TemplateLoader shippedLoader() {
        return new ClassTemplateLoader(Templates.class, "templates");
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
     * What a template makes of a model.
     *
     * @throws Broken saying where and why it cannot be used
     */
    String render(String name, Map<String, Object> model) throws Broken {
        FutureTask<String> work = new FutureTask<>(() -> process(name, model));
        Thread thread = new Thread(work, "template " + name);
        thread.setDaemon(true);
        thread.start();
        try {
            return work.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Broken(new TemplateFault(name, 0, 0, "it takes longer than " + patience.toSeconds() + " s"), e);
        } catch (ExecutionException e) {
            throw broken(name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a report was written", e);
        } finally {
            work.cancel(true);
        }
    }

    private String process(String name, Map<String, Object> model) throws IOException, TemplateException {
        Template template = configuration.getTemplate(name);
        synchronized (template) {
            if (template.getCustomAttribute(STOPPABLE) == null) {
                // A loop that writes nothing never asks whether it should end, unless it is told to.
                _CoreAPI.addThreadInterruptedChecks(template);
                template.setCustomAttribute(STOPPABLE, true);
            }
        }
        Bounded out = new Bounded();
        template.process(model, out);
        return out.toString();
    }

    private static Broken broken(String name, @Nullable Throwable cause) {
        TemplateFault fault;
        if (cause instanceof ParseException e) {
            fault = fault(name, e.getTemplateName(), e.getLineNumber(), e.getColumnNumber(), e.getEditorMessage());
        } else if (cause instanceof TemplateException e) {
            fault = fault(
                    name,
                    e.getTemplateSourceName(),
                    e.getLineNumber(),
                    e.getColumnNumber(),
                    e.getMessageWithoutStackTop());
        } else if (cause instanceof TemplateNotFoundException) {
            fault = new TemplateFault(name, 0, 0, "there is no such file");
        } else {
            fault = fault(name, null, null, null, String.valueOf(cause == null ? null : cause.getMessage()));
        }
        return new Broken(fault, cause);
    }

    private static TemplateFault fault(
            String name, @Nullable String where, @Nullable Integer line, @Nullable Integer column, String message) {
        String first = message.lines().findFirst().orElse("");
        return new TemplateFault(
                where == null ? name : where,
                line == null ? 0 : line,
                column == null ? 0 : column,
                OneLine.of(first, LONGEST_MESSAGE));
    }

    /** That a template cannot be used. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;
        private final transient TemplateFault fault;

        Broken(TemplateFault fault, @Nullable Throwable cause) {
            super(fault.toString(), cause);
            this.fault = fault;
        }

        TemplateFault fault() {
            return fault;
        }
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

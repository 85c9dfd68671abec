package io.rankwire.console;

import com.fasterxml.jackson.core.type.TypeReference;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import io.rankwire.listing.ShownJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes pages from the templates that come with the program. What is put into them is escaped. */
final class View {
    private final Configuration templates = new Configuration(Configuration.VERSION_2_3_34);

    /** Moments are written as they are in {@code zone}. */
    View(ZoneId zone, List<Tab> tabs) {
        templates.setClassForTemplateLoading(View.class, "pages");
        templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
        templates.setRecognizeStandardFileExtensions(true);
        templates.setURLEscapingCharset(StandardCharsets.UTF_8.name());
        templates.setLocalizedLookup(false);
        templates.setLocale(Locale.ROOT);
        templates.setNumberFormat("computer");
        templates.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        templates.setLogTemplateExceptions(false);
        templates.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
        try {
            templates.setSharedVariable(
                    "tabs",
                    tabs.stream()
                            .map(tab -> Map.of("path", tab.path(), "name", tab.name()))
                            .toList());
        } catch (TemplateModelException e) {
            throw new IllegalStateException("texts can always be shown", e);
        }
        DateTimeFormatter minute =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
        templates.setSharedVariable("minute", (TemplateMethodModelEx)
                arguments -> minute.format(Instant.parse(arguments.get(0).toString())));
    }

    /**
     * What surrounds every page.
     *
     * @param path of the page, to show where one is
     * @param form what forms must carry; empty when nothing can be changed from here
     * @param canSignIn whether there is a token to sign in with
     */
    record Chrome(String path, boolean signedIn, String form, boolean canSignIn, Moment moment) {}

    /** A page that every page leads to. */
    record Tab(String path, String name) {}

    /** What time it is, and where: the clock of a demo is not the browser's. */
    public record Moment(String now, String zone) {}

    /** A page of just what its JSON twin says. */
    String page(String template, Object model, Chrome chrome) {
        return render(template, Map.of("model", plain(model), "chrome", plain(chrome)));
    }

    private static Map<String, Object> plain(Object model) {
        return ShownJson.MAPPER.convertValue(model, new TypeReference<>() {});
    }

    private String render(String template, Map<String, Object> model) {
        StringWriter out = new StringWriter();
        try {
            templates.getTemplate(template + ".ftlh").process(model, out);
        } catch (TemplateException e) {
            throw new IllegalStateException("page " + template + " is broken", e);
        } catch (IOException e) {
            throw new UncheckedIOException("page " + template + " cannot be read", e);
        }
        return out.toString();
    }

    /** What is wrong, for {@code error.ftlh}. */
    record Wrong(int status, List<String> sentences) {}
}

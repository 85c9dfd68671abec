package io.rankwire.document.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.document.highlight.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tries an operator's templates before a report needs them: each is read, and filled with a sample ranking. */
public final class TemplateCheck {

    private static final Set<String> FRAMES = Set.of("digest.html.ftlh", "digest.txt.ftl");

    private TemplateCheck() {}

    /**
     * What is wrong with the templates of a folder, the first fault of each; nothing for a folder that is not there.
     *
     * @throws UncheckedIOException if the folder cannot be read
     */
    public static List<TemplateFault> of(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return names(folder).stream().flatMap(name -> of(folder, name).stream()).toList();
    }

    /**
     * What is wrong with one template of a folder; empty for nothing, and for a file that is no report's template but may
     * be a piece of one.
     */
    public static Optional<TemplateFault> of(Path folder, String name) {
        if (!isTemplate(name)) {
            return Optional.empty();
        }
        if (FRAMES.contains(name)) {
            return Optional.of(new TemplateFault(
                    name,
                    0,
                    0,
                    "the frame of digests cannot be replaced, and this file is not read; "
                            + "what a digest says of a ranking is in digest-ranking"
                            + name.substring("digest".length())));
        }
        try {
            Templates.of(folder, ReportWriter.PATIENCE).render(name, sample());
            return Optional.empty();
        } catch (Templates.Broken e) {
            return Optional.of(e.fault());
        }
    }

    private static boolean isTemplate(String name) {
        return name.endsWith(".html.ftlh") || name.endsWith(".txt.ftl");
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(TemplateCheck::isTemplate)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the templates' folder " + folder + " cannot be read", e);
        }
    }

    /** A model that has everything that a report can have. */
    static Map<String, Object> sample() {
        try (InputStream json = TemplateCheck.class.getResourceAsStream("templates/sample-model.json")) {
            Map<String, Object> model = new LinkedHashMap<>(
                    new ObjectMapper().readValue(json, new TypeReference<Map<String, Object>>() {}));
            model.put("say", Say.in(new Words(Locale.US)));
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException("the sample ranking cannot be read", e);
        }
    }
}

package io.rankwire.document;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Tries an operator's templates before a report needs them: each is read, and filled with a sample ranking. */
public final class TemplateCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

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
        List<TemplateFault> faults = new ArrayList<>();
        Templates templates = Templates.of(folder, PATIENCE);
        Map<String, Object> model = sample();
        for (String name : names(folder)) {
            try {
                templates.render(name, model);
            } catch (Templates.Broken e) {
                faults.add(e.fault());
            }
        }
        return List.copyOf(faults);
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html.ftlh") || name.endsWith(".txt.ftl"))
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

package io.rankwire.operator.check;

import freemarker.core.ParseException;
import freemarker.template.Configuration;
import freemarker.template.Template;
import io.rankwire.document.report.ReportWriter;
import io.rankwire.document.report.TemplateCheck;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.settings.Home;
import io.rankwire.text.Utf8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether mail templates are there and can be read. */
final class TemplateRules {
    private static final List<String> ENDINGS = List.of(".html.ftlh", ".txt.ftl");

    private final Home home;

    TemplateRules(Home home) {
        this.home = home;
    }

    void check(Given given, Findings findings) {
        String name = given.value().strip();
        for (String ending : ENDINGS) {
            boolean own = Files.exists(home.config().resolve("templates").resolve(name + ending));
            boolean shipped = ReportWriter.class.getResource("templates/" + name + ending) != null;
            if (!own && !shipped) {
                findings.at(given.text().place(), Rule.TEMPLATE)
                        .error(given.name() + " is " + name + ", and there is no config/templates/" + name + ending);
            }
        }
    }

    /** Reads a template of the operator's, at its own place, and fills it with a sample ranking. */
    static void check(Path file, byte[] content, Findings findings) {
        if (isReadable(file, content, findings)) {
            TemplateCheck.of(file.resolveSibling(""), file.getFileName().toString())
                    .ifPresent(fault -> findings.at(
                                    new Place(Math.max(1, fault.line()), Math.max(1, fault.column())), Rule.TEMPLATE)
                            .error("the template cannot be used: " + fault.message()));
        }
    }

    private static boolean isReadable(Path file, byte[] content, Findings findings) {
        try {
            new Template(
                    file.getFileName().toString(), Utf8.text(content), new Configuration(Configuration.VERSION_2_3_34));
            return true;
        } catch (ParseException e) {
            findings.at(new Place(Math.max(1, e.getLineNumber()), Math.max(1, e.getColumnNumber())), Rule.TEMPLATE)
                    .error("the template cannot be read: "
                            + e.getEditorMessage()
                                    .split("\n", 2)[0]
                                    .replaceFirst(", but was expecting.*", " where it does not belong"));
            return false;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("a text can always be read", e);
        }
    }
}

package io.rankwire.operator.check;

import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.operator.routefile.OperatorFile;
import io.rankwire.operator.routefile.OperatorFiles;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.SettingsFile;
import io.rankwire.settings.Home;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;

/** What is wrong with files by themselves, whatever other files and settings say. It is found once for each state of a file. */
final class FileRules {
    private final Map<OperatorFile, List<Mistake>> found = new ConcurrentHashMap<>();
    private final Map<OperatorFile, List<Mistake>> models = new ConcurrentHashMap<>();

    /** Built of Camel's large schema when the first file is looked at, for every checker. */
    private static final class Dsl {
        private static final Structure STRUCTURE = new Structure();
    }

    /** Judges the files that are new, all at once, and forgets those that are no more. */
    void look(Collection<OperatorFile> files) {
        found.keySet().retainAll(Set.copyOf(files));
        models.keySet().retainAll(found.keySet());
        List<OperatorFile> fresh =
                files.stream().filter(file -> !found.containsKey(file)).toList();
        fresh.parallelStream().forEach(file -> found.put(file, find(file)));
    }

    List<Mistake> mistakes(OperatorFile file) {
        return found.getOrDefault(file, List.of());
    }

    private static List<Mistake> find(OperatorFile file) {
        Findings findings = new Findings(file.name(), file.mistakes());
        if (file.yaml().isEmpty() && findings.hasErrors()) {
            return file.mistakes();
        }
        if (OperatorFiles.isTemplate(file.name())) {
            TemplateRules.check(file.path(), file.content(), findings);
        } else if (file.isKamelet()) {
            file.yaml().ifPresent(yaml -> new KameletFileRules(Dsl.STRUCTURE).check(yaml, findings));
        } else if (file.name().endsWith(Home.ROUTES)) {
            file.yaml().ifPresent(yaml -> Dsl.STRUCTURE.check(yaml, findings));
        } else if (!file.name().equals(SettingsFile.PATH)) {
            findings.warning(
                    Place.START,
                    Rule.FILE_NAME,
                    "nobody reads this file; names end in " + Home.ROUTES + " or " + Home.KAMELET);
        }
        return findings.all();
    }

    /** What Camel itself says to a file of routes that is right otherwise. */
    List<Mistake> model(OperatorFile file, CamelContext context) {
        return models.computeIfAbsent(file, one -> {
            Findings findings = new Findings(one.name());
            CamelModel.check(context, one.name(), one.content(), findings);
            return findings.all();
        });
    }
}

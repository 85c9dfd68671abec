package io.rankwire.operator.check;

import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.SettingsFile;
import io.rankwire.operator.workspace.CheckContext;
import io.rankwire.operator.workspace.Folder;
import io.rankwire.operator.workspace.Placeholders;
import io.rankwire.text.Nearest;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether {@code config/rankwire.properties} sets known keys to values that they may have. */
final class SettingsRules {
    private static final Set<String> OWN_GROUPS = Set.of("rankwire", "mail", "camel");

    private final CheckContext checkContext;
    private final Folder folder;
    private final EndpointRules endpoints;
    private final ZoneRules zones;

    SettingsRules(CheckContext checkContext, Folder folder, EndpointRules endpoints, ZoneRules zones) {
        this.checkContext = checkContext;
        this.folder = folder;
        this.endpoints = endpoints;
        this.zones = zones;
    }

    /** What is wrong, by key; under no key what belongs to none. */
    Map<String, List<Mistake>> mistakes() {
        Map<String, Findings> found = new TreeMap<>();
        Findings variables = new Findings(SettingsFile.PATH);
        checkVariables(System.getenv().keySet(), variables);
        if (variables.count() > 0) {
            found.put("", variables);
        }
        checkContext.settingsFile().unreadable().forEach(line -> found.computeIfAbsent(
                        "", key -> new Findings(SettingsFile.PATH))
                .at(line.place(), Rule.SETTING)
                .error("this line " + line.why()));
        for (SettingsFile.Entry entry : checkContext.settingsFile().entries()) {
            boolean again = found.containsKey(entry.key());
            Findings findings = found.computeIfAbsent(entry.key(), key -> new Findings(SettingsFile.PATH));
            if (again) {
                findings.at(entry.place(), Rule.SETTING).warning(entry.key() + " is set twice; the last one counts");
            }
            checkContext.placeholders().check(entry.value(), findings);
            checkKey(entry, findings);
        }
        Map<String, List<Mistake>> mistakes = new TreeMap<>();
        found.forEach((key, findings) -> mistakes.put(key, findings.all()));
        return mistakes;
    }

    /** Camel would have them count more than what the files say. */
    private static void checkVariables(Set<String> variables, Findings findings) {
        variables.stream()
                .filter(name -> name.startsWith("CAMEL_KAMELET_"))
                .sorted()
                .forEach(name -> findings.at(Place.START, Rule.UNUSED)
                        .warning("the environment variable " + name
                                + " has no effect; the parameters of a kamelet are set where it is used"));
    }

    private void checkKey(SettingsFile.Entry entry, Findings findings) {
        String key = entry.key();
        Optional<SettingKey> known =
                SettingKey.of(key, SettingKey.accounts(checkContext.settingsFile()), folder.sinks());
        if (known.isPresent()) {
            checkValue(known.get(), entry, findings);
        } else if (isUnknown(key)) {
            findings.at(entry.place(), Rule.SETTING)
                    .error(key + " is not a setting of Rankwire" + Nearest.hint(key, candidates(key)));
        } else if (key.startsWith("camel.kamelet.")) {
            findings.at(entry.place(), Rule.UNUSED)
                    .warning(key + " has no effect; the parameters of a kamelet are set where it is used");
        } else if (!folder.usedProperties().contains(key) && !key.startsWith("camel.")) {
            Set<String> names = new TreeSet<>(folder.usedProperties());
            names.addAll(candidates(key));
            names.removeAll(checkContext.settingsFile().keys());
            findings.at(entry.place(), Rule.UNUSED)
                    .warning(key + " is not read"
                            + Nearest.to(key, names)
                                    .map(near -> "; the nearest that is read is " + near)
                                    .orElse(""));
        }
        if (key.startsWith("camel.")) {
            endpoints.camelSetting(key, entry.value().value()).ifPresent(message -> findings.at(
                            entry.place(), Rule.SETTING)
                    .error(message));
        }
        if (Placeholders.namesSecret(key) && isPlain(entry.value().value())) {
            findings.at(entry.value().place(), Rule.SECRET)
                    .warning(key + " is written here in plain; write {{env:NAME:}} or {{secretfile:path}} instead");
        }
    }

    private static boolean isPlain(String value) {
        return !value.isBlank() && !value.contains("{{");
    }

    /** Whether the key belongs to a group in which every key is known. */
    private boolean isUnknown(String key) {
        String group = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
        boolean account = key.contains(".")
                && SettingKey.accounts(checkContext.settingsFile()).contains(key.substring(0, key.lastIndexOf('.')))
                && !folder.usedProperties().contains(key);
        return (OWN_GROUPS.contains(group)
                        && !group.equals("camel")
                        && !folder.usedProperties().contains(key))
                || account;
    }

    private Set<String> candidates(String key) {
        Set<String> candidates = new TreeSet<>(SettingKey.fixed());
        String group = key.contains(".") ? key.substring(0, key.lastIndexOf('.')) : key;
        Set<String> prefixes = new TreeSet<>(SettingKey.accounts(checkContext.settingsFile()));
        prefixes.removeIf(prefix -> Nearest.distance(prefix, group) > 2);
        prefixes.forEach(prefix -> SettingKey.ofAccounts().forEach(name -> candidates.add(prefix + "." + name)));
        return candidates;
    }

    private void checkValue(SettingKey known, SettingsFile.Entry entry, Findings findings) {
        Optional<String> value =
                checkContext.placeholders().resolve(entry.value().value());
        if (value.isEmpty() || value.get().isBlank()) {
            return;
        }
        String text = value.get().strip();
        Place place = entry.value().place();
        Optional<String> mistake = known.mistake(entry.key(), text);
        mistake.ifPresent(message -> {
            String shown = checkContext.placeholders().shown(entry.value().value());
            findings.at(place, Rule.SETTING).error(message.replace("'" + text + "'", "'" + shown + "'"));
        });
        if (mistake.isEmpty() && known.isZone()) {
            zones.checkData(ZoneId.of(text), place, findings);
        }
    }
}

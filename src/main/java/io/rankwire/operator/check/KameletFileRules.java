package io.rankwire.operator.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.rankwire.kamelet.Kamelet;
import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.RouteFile;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.YamlText;
import io.rankwire.source.SourceRules;
import io.rankwire.source.endpoint.DefinitionMistake;
import io.rankwire.source.endpoint.DefinitionMistake.Finding;
import io.rankwire.source.page.PathRules;
import io.rankwire.text.OperatorMistake;
import java.util.List;
import java.util.stream.Stream;

/** Whether an operator's own kamelet can be used. */
final class KameletFileRules {
    private static final List<String> NEEDED =
            List.of("/apiVersion", "/kind", "/metadata/name", "/spec/definition", "/spec/template/from");
    private static final List<String> TYPES = List.of("string", "integer", "number", "boolean");

    private final Structure structure;
    private final Structure endpoints;

    KameletFileRules(Structure structure, Structure endpoints) {
        this.structure = structure;
        this.endpoints = endpoints;
    }

    void check(YamlText.Parsed file, Findings findings) {
        String name = findings.file().substring(findings.file().lastIndexOf('/') + 1);
        String base = name.substring(0, name.length() - Kamelet.ENDING.length());
        for (String pointer : NEEDED) {
            if (file.json().at(pointer).isMissingNode()) {
                findings.at(Place.START, Rule.KAMELET)
                        .error("a kamelet needs " + pointer.substring(1).replace('/', '.'));
            }
        }
        if (findings.hasErrors()) {
            return;
        }
        String named = file.json().at("/metadata/name").asText();
        if (!named.equals(base)) {
            findings.at(structure.place(file.root(), List.of("metadata", "name")), Rule.KAMELET)
                    .error("the kamelet's name is " + named + " and the file's " + base + "; they must be the same");
        }
        for (Call call : RouteFile.calls(file.root())) {
            OneWay.refusal(call, call.uri().value())
                    .ifPresent(refusal ->
                            findings.at(call.uri().place(), Rule.COMPONENT).error(refusal));
        }
        types(file, findings);
        structure.checkFrom(file, findings);
        if (file.json().at("/spec").has("endpoint")) {
            endpoints.checkEndpoint(file, findings);
        }
        if (!findings.hasErrors()) {
            endpoint(file, base, findings);
        }
    }

    private void types(YamlText.Parsed file, Findings findings) {
        JsonNode properties = file.json().at("/spec/definition/properties");
        properties.properties().forEach(property -> {
            String type = property.getValue().path("type").asText("string");
            if (!TYPES.contains(type)) {
                findings.at(
                                structure.place(
                                        file.root(),
                                        List.of("spec", "definition", "properties", property.getKey(), "type")),
                                Rule.KAMELET)
                        .error("type of " + property.getKey() + " is '" + type + "'; it must be one of "
                                + String.join(", ", TYPES));
            }
        });
        for (JsonNode required : file.json().at("/spec/definition/required")) {
            if (!properties.has(required.asText())) {
                findings.at(structure.place(file.root(), List.of("spec", "definition", "required")), Rule.KAMELET)
                        .error("required names " + required.asText() + ", which is not among the properties");
            }
        }
    }

    private void endpoint(YamlText.Parsed file, String name, Findings findings) {
        try {
            Kamelet kamelet = Kamelet.of(name, file.json());
            kamelet.source().ifPresent(source -> {
                tell(SourceRules.findings(source), file, findings);
                tell(PathRules.findings(source.endpoint()), file, findings);
            });
        } catch (OperatorMistake e) {
            if (e.getCause() instanceof DefinitionMistake mistake) {
                tell(mistake.findings(), file, findings);
            } else {
                findings.at(Place.START, Rule.KAMELET).error(e.getMessage());
            }
        }
    }

    private void tell(List<Finding> all, YamlText.Parsed file, Findings findings) {
        for (Finding finding : all) {
            List<String> path =
                    Stream.concat(Stream.of("spec"), finding.path().stream()).toList();
            Place place = structure.place(file.root(), path, finding.at());
            if (finding.isError()) {
                findings.at(place, Rule.KAMELET).error(finding.message());
            } else {
                findings.at(place, Rule.KAMELET).warning(finding.message());
            }
        }
    }
}

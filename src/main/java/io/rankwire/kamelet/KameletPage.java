package io.rankwire.kamelet;

import io.rankwire.document.export.ExportOptions;
import io.rankwire.source.Endpoint;
import io.rankwire.source.Parameter;
import io.rankwire.source.Source;
import io.rankwire.source.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What people read about a kamelet, in Markdown, made from its definition. */
public final class KameletPage {
    private final Kamelet kamelet;
    private final StringBuilder page = new StringBuilder();

    private KameletPage(Kamelet kamelet) {
        this.kamelet = kamelet;
    }

    /**
     * The page of a kamelet.
     *
     * @param example a file that uses it, as it stands
     * @param examplePath where that file is, from the page's folder on
     */
    public static String of(Kamelet kamelet, String example, String examplePath) {
        KameletPage page = new KameletPage(kamelet);
        page.head();
        kamelet.source().ifPresent(page::limits);
        page.parameters();
        page.line("## Example");
        page.line(examplePath.contains("/") ? "`" + examplePath + "`:" : "As " + examplePath + " of a route:");
        page.line("```yaml\n" + example.strip() + "\n```");
        kamelet.source().ifPresent(page::columns);
        return page.page.toString().stripTrailing() + "\n";
    }

    private void line(String text) {
        page.append(text).append("\n\n");
    }

    /** The page of a kamelet that no file is known to use. */
    public static String of(Kamelet kamelet) {
        String parameters = kamelet.required().stream()
                .map(name -> "\n    " + name + ": …")
                .collect(Collectors.joining("", kamelet.required().isEmpty() ? "" : "\n  parameters:", ""));
        return of(kamelet, "- to:\n    uri: kamelet:" + kamelet.name() + parameters.replace("\n", "\n  "), "a step");
    }

    private void head() {
        line("<!-- Made from " + kamelet.name() + Kamelet.ENDING + " by a test; edit that file. -->");
        line("# " + kamelet.about().title());
        line("`kamelet:" + kamelet.name() + "`: "
                + kamelet.about().description().strip());
    }

    private void limits(Source source) {
        Endpoint endpoint = source.endpoint();
        line("## Limits and cost");
        List<String> facts = new ArrayList<>();
        facts.add("Asks `" + endpoint.request().method() + " "
                + endpoint.request().path().written() + "` of account `" + endpoint.account() + "`.");
        facts.add("A page holds " + endpoint.paging().largestPage() + " rows at the most"
                + (endpoint.paging().cap().isNone()
                        ? "."
                        : "; a ranking " + endpoint.paging().cap().words() + ".")
                + " A larger `pageSize` is made smaller, with a warning.");
        facts.add("A page costs " + endpoint.cost() + " "
                + (endpoint.cost() == 1
                        ? endpoint.unit().word().replaceFirst("s$", "")
                        : endpoint.unit().word()) + ".");
        facts.add(
                endpoint.inferred()
                        ? "Rankings are of the moment of the fetch; their period is its day."
                        : "Rankings are of completed periods: "
                                + endpoint.periods().stream()
                                        .map(type -> type.word())
                                        .collect(Collectors.joining(", ")) + ".");
        line(list(facts));
        List<String> undocumented = kamelet.about().undocumented();
        if (!undocumented.isEmpty()) {
            line("Not documented by the vendor:");
            line(list(undocumented));
        }
    }

    private static String list(List<String> entries) {
        return entries.stream().map(entry -> "- " + entry).collect(Collectors.joining("\n"));
    }

    private void parameters() {
        line("## Parameters");
        List<String> rows = new ArrayList<>();
        rows.add("| parameter | | values | default |");
        rows.add("|---|---|---|---|");
        kamelet.parameters()
                .forEach((name, parameter) -> rows.add("| `" + name + "` | " + says(parameter)
                        + (kamelet.required().contains(name) ? " **Required.**" : "") + " | " + values(parameter)
                        + " | "
                        + (parameter.fallback() == null ? "" : code(parameter.fallback())) + " |"));
        line(String.join("\n", rows));
    }

    private static String says(Parameter parameter) {
        String text =
                parameter.description() == null ? "" : parameter.description().strip();
        return text.replaceAll("\\s+", " ").replace("|", "\\|");
    }

    private static String values(Parameter parameter) {
        if (!parameter.allowed().isEmpty()) {
            return parameter.allowed().stream().map(KameletPage::code).collect(Collectors.joining(", "));
        }
        StringBuilder text = new StringBuilder(
                switch (parameter.type()) {
                    case "integer" -> "whole number";
                    case "boolean" -> "`true` or `false`";
                    case "number" -> "number";
                    default ->
                        parameter.format() == null ? "text" : parameter.format().replace('-', ' ');
                });
        if (parameter.minimum() != null) {
            text.append(", from ").append(parameter.minimum().toPlainString());
        }
        if (parameter.maximum() != null) {
            text.append(" to ").append(parameter.maximum().toPlainString());
        }
        return text.toString();
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private void columns(Source source) {
        line("## Columns");
        List<String> names = ExportOptions.columns(source.endpoint());
        int own = names.size() - source.endpoint().columns().size();
        line("Every ranking has "
                + names.subList(0, own).stream().map(KameletPage::code).collect(Collectors.joining(", "))
                + ". This one adds:");
        List<String> rows = new ArrayList<>();
        rows.add("| column | values |");
        rows.add("|---|---|");
        List<Value> declared = List.copyOf(source.endpoint().columns().values());
        for (int i = own; i < names.size(); i++) {
            String type = declared.get(i - own).type().name().toLowerCase(Locale.ROOT);
            rows.add("| " + code(names.get(i)) + " | " + type + " |");
        }
        line(String.join("\n", rows));
    }
}

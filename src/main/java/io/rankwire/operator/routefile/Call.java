package io.rankwire.operator.routefile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.util.StringHelper;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A step that names an endpoint: {@code from}, {@code to}, {@code toD} and their like.
 *
 * @param step the step's word
 * @param uri scheme and path, without what is behind a question mark
 * @param options what it is set up with, by name, from behind the question mark and from {@code parameters}
 */
public record Call(String step, Text uri, Map<String, Option> options) {
    public Call {
        options = new LinkedHashMap<>(options);
    }

    /** An option's name and value; a value that is a list or a group has none. */
    public record Option(Text name, Optional<Text> value) {}

    /** Reads what stands behind the step's word; empty when it names no endpoint. */
    static Optional<Call> of(String step, Node node) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(of(step, Text.of(scalar), new LinkedHashMap<>()));
        }
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        Map<String, Option> options = new LinkedHashMap<>();
        Text uri = null;
        for (NodeTuple tuple : mapping.getValue()) {
            String key = YamlText.key(tuple);
            if ((key.equals("uri") || (key.equals("name") && step.equals("kamelet")))
                    && tuple.getValueNode() instanceof ScalarNode scalar) {
                uri = Text.of(scalar);
            } else if (key.equals("parameters") && tuple.getValueNode() instanceof MappingNode parameters) {
                options.putAll(options(parameters));
            }
        }
        return uri == null ? Optional.empty() : Optional.of(of(step, uri, options));
    }

    private static Map<String, Option> options(MappingNode parameters) {
        Map<String, Option> options = new LinkedHashMap<>();
        for (NodeTuple tuple : parameters.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name) {
                Optional<Text> value = tuple.getValueNode() instanceof ScalarNode scalar
                        ? Optional.of(Text.of(scalar))
                        : Optional.empty();
                options.putIfAbsent(name.getValue(), new Option(Text.of(name), value));
            }
        }
        return options;
    }

    private static Call of(String step, Text whole, Map<String, Option> options) {
        Text uri = step.equals("kamelet")
                ? new Text("kamelet:" + whole.value(), whole.place().plus(-"kamelet:".length()), whole.exact())
                : whole;
        int query = uri.value().indexOf('?', afterPlaceholders(uri.value()));
        if (query < 0) {
            return new Call(step, uri, options);
        }
        Map<String, Option> all = new LinkedHashMap<>();
        int from = query + 1;
        for (String pair : uri.value().substring(from).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                Text name = uri.part(from, from + equals);
                all.put(name.value(), new Option(name, Optional.of(uri.part(from + equals + 1, from + pair.length()))));
            }
            from += pair.length() + 1;
        }
        all.putAll(options);
        return new Call(step, uri.part(0, query), all);
    }

    /** A question mark inside braces, {@code {{?x}}}, begins no options. */
    private static int afterPlaceholders(String uri) {
        return Math.max(0, uri.lastIndexOf("}}"));
    }

    /** Whether the endpoint is only known when a message is there. */
    public boolean isDynamic() {
        return uri.value().contains("${") || uri.value().contains("{{");
    }

    public String scheme() {
        return StringHelper.before(uri.value(), ":", uri.value());
    }

    /** What stands behind the scheme, without slashes before it. */
    public String target() {
        String path = StringHelper.after(uri.value(), ":", "");
        int begin = 0;
        while (begin < path.length() && path.charAt(begin) == '/') {
            begin++;
        }
        return path.substring(begin);
    }

    public Place targetPlace() {
        return uri.at(uri.value().length() - target().length());
    }

    /** Whether it is the input of a route. */
    public boolean isInput() {
        return step.equals("from");
    }

    /** Whether messages come out of the endpoint, at the beginning of a route or in the middle of it. */
    public boolean consumes() {
        return isInput() || step.equals("poll") || step.equals("pollEnrich");
    }

    /** The text of an option; empty when it is absent, blank, or no text. */
    public Optional<Text> option(String name) {
        return Optional.ofNullable(options.get(name)).flatMap(Option::value).filter(text -> !text.isBlank());
    }

    /** All options that are texts, by name. */
    public Map<String, String> given() {
        Map<String, String> given = new TreeMap<>();
        options.forEach((name, option) -> option.value().ifPresent(value -> given.put(name, value.value())));
        return given;
    }

    /** The kamelet's name; empty when it is no kamelet. */
    public Optional<String> kamelet() {
        return scheme().equals("kamelet") && !isDynamic()
                ? Optional.of(StringHelper.before(target(), "/", target()))
                : Optional.empty();
    }
}

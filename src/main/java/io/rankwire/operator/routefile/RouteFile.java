package io.rankwire.operator.routefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What a file of routes says, as far as other files and the vendors' accounts are concerned.
 *
 * @param routes its routes
 * @param calls the endpoints named outside of them, in error handlers and such
 * @param texts everything in which a placeholder may stand
 * @param mentions what its steps name besides endpoints
 * @param uses the kamelets and routes named anywhere in it: {@code kamelet:export}, {@code direct:archive}
 */
public record RouteFile(List<Route> routes, List<Call> calls, List<Text> texts, Mentions mentions, Set<String> uses) {
    private static final Pattern USE = Pattern.compile("(kamelet|direct|seda):(?://)?([\\w.-]+)");

    private static final Set<String> STEPS =
            Set.of("from", "to", "toD", "wireTap", "poll", "kamelet", "interceptSendToEndpoint");

    /** Where a step that is not named by a {@code uri} may have it. */
    private static final Set<String> EXPRESSIONS = Set.of("expression", "constant", "simple");

    public RouteFile {
        routes = List.copyOf(routes);
        calls = List.copyOf(calls);
        texts = List.copyOf(texts);
        uses = Set.copyOf(uses);
    }

    /**
     * A route.
     *
     * @param place where it begins
     * @param id its id
     * @param calls the endpoints that it names, its input first
     */
    public record Route(Place place, Optional<Text> id, List<Call> calls) {
        public Route {
            calls = List.copyOf(calls);
        }

        public Optional<Call> input() {
            return calls.stream().filter(Call::isInput).findFirst();
        }

        public String name() {
            return id.map(Text::value).orElse("");
        }
    }

    /** All endpoints that are named. */
    public List<Call> allCalls() {
        List<Call> all = new ArrayList<>(calls);
        routes.forEach(route -> all.addAll(route.calls()));
        return all;
    }

    /** The endpoints that are named anywhere in it. */
    public static List<Call> calls(Node node) {
        return Reader.found(node);
    }

    /** Reads what is there, whether or not it is built as it should be. */
    public static RouteFile of(Node root) {
        Reader reader = new Reader();
        if (root instanceof SequenceNode entries) {
            entries.getValue().forEach(reader::entry);
        }
        reader.texts(root);
        calls(root).forEach(call -> call.kamelet().ifPresent(name -> reader.uses.add("kamelet:" + name)));
        return new RouteFile(reader.routes, reader.calls, reader.texts, Mentions.of(root), reader.uses);
    }

    private static final class Reader {
        private final List<Route> routes = new ArrayList<>();
        private final List<Call> calls = new ArrayList<>();
        private final List<Text> texts = new ArrayList<>();
        private final Set<String> uses = new TreeSet<>();

        void entry(Node entry) {
            if (!(entry instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
                return;
            }
            NodeTuple tuple = mapping.getValue().get(0);
            String key = YamlText.key(tuple);
            if (key.equals("route") && tuple.getValueNode() instanceof MappingNode route) {
                routes.add(new Route(YamlText.place(tuple.getKeyNode()), Text.of(route, "id"), found(route)));
            } else if (key.equals("from")) {
                // An id here is that of the input; Camel makes one up for the route.
                routes.add(new Route(YamlText.place(tuple.getKeyNode()), Optional.empty(), found(mapping)));
            } else if (!key.equals("routeTemplate")) {
                calls.addAll(found(mapping));
            }
        }

        private static List<Call> found(Node node) {
            List<Call> found = new ArrayList<>();
            find(node, found);
            return found;
        }

        private static void find(Node node, List<Call> found) {
            if (node instanceof SequenceNode sequence) {
                sequence.getValue().forEach(item -> find(item, found));
            } else if (node instanceof MappingNode mapping) {
                for (NodeTuple tuple : mapping.getValue()) {
                    if (STEPS.contains(YamlText.key(tuple))) {
                        Call.of(YamlText.key(tuple), tuple.getValueNode()).ifPresent(found::add);
                    } else if (YamlText.key(tuple).equals("pollEnrich")) {
                        expression(tuple.getValueNode())
                                .flatMap(uri -> Call.of("pollEnrich", uri))
                                .ifPresent(found::add);
                    }
                    if (!YamlText.key(tuple).equals("parameters")) {
                        find(tuple.getValueNode(), found);
                    }
                }
            }
        }

        /** The text of an expression, however deep Camel lets it be written. */
        private static Optional<Node> expression(Node node) {
            if (node instanceof ScalarNode) {
                return Optional.of(node);
            }
            return node instanceof MappingNode mapping
                    ? mapping.getValue().stream()
                            .filter(tuple -> EXPRESSIONS.contains(YamlText.key(tuple)))
                            .findFirst()
                            .flatMap(tuple -> expression(tuple.getValueNode()))
                    : Optional.empty();
        }

        void texts(Node node) {
            if (node instanceof ScalarNode scalar) {
                if (scalar.getValue().contains("{{")) {
                    texts.add(Text.of(scalar));
                }
                USE.matcher(scalar.getValue()).results().forEach(use -> uses.add(use.group(1) + ":" + use.group(2)));
            } else if (node instanceof SequenceNode sequence) {
                sequence.getValue().forEach(this::texts);
            } else if (node instanceof MappingNode mapping) {
                mapping.getValue().forEach(tuple -> texts(tuple.getValueNode()));
            }
        }
    }
}

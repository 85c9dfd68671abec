package io.rankwire.operator.routefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What a file names besides endpoints.
 *
 * @param steps the beans that its steps call
 * @param configurations the route configurations that its routes take
 * @param expressions what is written in the simple language
 * @param beans the beans that it makes
 * @param ownConfigurations the route configurations that it makes
 */
public record Mentions(
        List<Text> steps,
        List<Text> configurations,
        List<Expression> expressions,
        Set<String> beans,
        Set<String> ownConfigurations) {
    private static final Set<String> CALLS = Set.of("process", "bean", "method");
    private static final Set<String> ASKING = Set.of("filter", "when", "validate", "onWhen", "completionPredicate");

    public Mentions {
        steps = List.copyOf(steps);
        configurations = List.copyOf(configurations);
        expressions = List.copyOf(expressions);
        beans = Set.copyOf(beans);
        ownConfigurations = Set.copyOf(ownConfigurations);
    }

    /**
     * Something in the simple language.
     *
     * @param isQuestion whether the answer is yes or no
     */
    public record Expression(Text text, boolean isQuestion) {}

    public static Mentions of(Node root) {
        Reader reader = new Reader();
        reader.read(root, "");
        return new Mentions(
                reader.steps, reader.configurations, reader.expressions, reader.beans, reader.ownConfigurations);
    }

    private static final class Reader {
        private final List<Text> steps = new ArrayList<>();
        private final List<Text> configurations = new ArrayList<>();
        private final List<Expression> expressions = new ArrayList<>();
        private final Set<String> beans = new TreeSet<>();
        private final Set<String> ownConfigurations = new TreeSet<>();

        /** Reads what stands behind a key; the items of a list stand behind the key of the list. */
        void read(Node node, String behind) {
            if (node instanceof SequenceNode sequence) {
                sequence.getValue().forEach(item -> read(item, behind));
            } else if (node instanceof MappingNode mapping) {
                note(mapping, behind);
                mapping.getValue().forEach(tuple -> entry(tuple, behind));
            }
        }

        private void note(MappingNode mapping, String behind) {
            if (CALLS.contains(behind)) {
                Text.of(mapping, "ref").ifPresent(steps::add);
            } else if (behind.equals("beans")) {
                Text.of(mapping, "name").ifPresent(name -> beans.add(name.value()));
            } else if (behind.equals("routeConfiguration")) {
                Text.of(mapping, "id").ifPresent(id -> ownConfigurations.add(id.value()));
            } else if (behind.equals("route")) {
                Text.of(mapping, "routeConfigurationId").ifPresent(configurations::add);
            }
        }

        private void entry(NodeTuple tuple, String behind) {
            String key = YamlText.key(tuple);
            Optional<Text> text = Optional.empty();
            if (key.equals("simple")) {
                text = text(tuple.getValueNode(), "expression");
            } else if (key.equals("log")) {
                text = text(tuple.getValueNode(), "message");
            }
            text.ifPresent(words -> expressions.add(new Expression(words, ASKING.contains(behind))));
            if (!key.equals("parameters")) {
                read(tuple.getValueNode(), key.equals("expression") ? behind : key);
            }
        }

        private static Optional<Text> text(Node node, String key) {
            return node instanceof ScalarNode scalar
                    ? Optional.of(Text.of(scalar))
                    : node instanceof MappingNode mapping ? Text.of(mapping, key) : Optional.empty();
        }
    }
}

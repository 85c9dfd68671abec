package io.rankwire.kamelet;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.dsl.yaml.KameletRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.dsl.yaml.common.YamlDeserializerResolver;
import org.apache.camel.dsl.yaml.deserializers.KameletDeserializer;
import org.apache.camel.dsl.yaml.deserializers.ModelDeserializers.ToDefinitionDeserializer;
import org.apache.camel.impl.engine.DefaultRoutesLoader;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutesBuilderLoader;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Camel's readers of YAML, with the parameters of kamelets as {@link WrittenEndpoint}s; in the files of kamelets those of
 * every endpoint, because the kamelet's own parameters go into them.
 */
final class WrittenSteps implements YamlDeserializerResolver {
    private static final String KAMELET = "kamelet:";

    private final boolean everyEndpoint;

    private WrittenSteps(boolean everyEndpoint) {
        this.everyEndpoint = everyEndpoint;
    }

    static void install(CamelContext context) {
        bind(context, "camel.yaml", new YamlRoutesBuilderLoader() {
            @Override
            protected YamlDeserializationContext newYamlDeserializationContext(LoadSettings settings, Resource file) {
                YamlDeserializationContext made = super.newYamlDeserializationContext(settings, file);
                made.addResolver(new WrittenSteps(false));
                return made;
            }
        });
        bind(context, "kamelet.yaml", new KameletRoutesBuilderLoader() {
            @Override
            protected YamlDeserializationContext newYamlDeserializationContext(LoadSettings settings, Resource file) {
                YamlDeserializationContext made = super.newYamlDeserializationContext(settings, file);
                made.addResolver(new WrittenSteps(true));
                return made;
            }
        });
    }

    private static void bind(CamelContext context, String ending, RoutesBuilderLoader loader) {
        loader.setCamelContext(context);
        ServiceHelper.startService(loader);
        context.getRegistry().bind(DefaultRoutesLoader.ROUTES_LOADER_KEY_PREFIX + ending, loader);
    }

    @Override
    public int getOrder() {
        return YamlDeserializerResolver.ORDER_HIGHEST;
    }

    @Override
    public @Nullable ConstructNode resolve(String id) {
        return switch (id) {
            case "to", "org.apache.camel.model.ToDefinition" -> this::to;
            case "kamelet", "org.apache.camel.model.KameletDefinition" -> this::kamelet;
            default -> null;
        };
    }

    private ToDefinition to(Node node) {
        ToDefinition to = (ToDefinition) new ToDefinitionDeserializer().construct(node);
        endpoint(node, to.getUri()).ifPresent(to::setEndpointProducerBuilder);
        return to;
    }

    private Optional<WrittenEndpoint> endpoint(Node node, String joined) {
        if (!(node instanceof MappingNode mapping) || parameters(mapping).isEmpty()) {
            return Optional.ofNullable(joined)
                    .filter(uri -> uri.startsWith(KAMELET))
                    .map(WrittenEndpoint::of);
        }
        return text(mapping, "uri")
                .filter(uri -> everyEndpoint || uri.startsWith(KAMELET))
                .map(uri -> new WrittenEndpoint(uri, parameters(mapping)));
    }

    /** Without steps of its own it is the same as {@code to}, which keeps parameters apart. */
    private Object kamelet(Node node) {
        KameletDefinition kamelet = (KameletDefinition) new KameletDeserializer().construct(node);
        if (!kamelet.getOutputs().isEmpty()) {
            return kamelet;
        }
        ToDefinition to = new ToDefinition(
                node instanceof MappingNode mapping
                        ? new WrittenEndpoint(KAMELET + text(mapping, "name").orElse(""), parameters(mapping))
                        : WrittenEndpoint.of(KAMELET + kamelet.getName()));
        to.setId(kamelet.getId());
        to.setLocation(kamelet.getLocation());
        to.setLineNumber(kamelet.getLineNumber());
        return to;
    }

    private static Optional<String> text(MappingNode mapping, String key) {
        return value(mapping, key).filter(ScalarNode.class::isInstance).map(value -> ((ScalarNode) value).getValue());
    }

    private static Map<String, String> parameters(MappingNode step) {
        Map<String, String> parameters = new TreeMap<>();
        if (value(step, "parameters").orElse(null) instanceof MappingNode given) {
            for (NodeTuple tuple : given.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name && tuple.getValueNode() instanceof ScalarNode value) {
                    parameters.put(name.getValue(), value.getValue());
                }
            }
        }
        return parameters;
    }

    private static Optional<Node> value(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }
}

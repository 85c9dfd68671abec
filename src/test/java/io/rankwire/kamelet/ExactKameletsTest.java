package io.rankwire.kamelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rankwire.operator.desk.LoadedRoute;
import io.rankwire.operator.desk.RouteFiles;
import io.rankwire.operator.routefile.OperatorFile;
import io.rankwire.route.step.KameletCall;
import io.rankwire.route.step.Steps;
import io.rankwire.settings.PlaceholderParser;
import io.rankwire.text.OperatorMistake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.ProcessorEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts on their way from a file to the steps of kamelets, those of an operator's own among them. */
public class ExactKameletsTest {
    private static final String INNER = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata: { name: inner }
            spec:
              definition:
                required: [text]
                properties:
                  text: { type: string }
                  top: { type: integer, default: 10 }
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - process: { ref: note }
                    - setHeader:
                        name: constant
                        constant: { expression: "{{text}}", trim: false }
            """;
    private static final String OUTER = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata: { name: outer }
            spec:
              definition:
                properties:
                  text: { type: string }
                  other: { type: string }
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to:
                        uri: kamelet:inner
                        parameters: { text: "{{text}}", top: "{{?other}}" }
                    - to:
                        uri: spy:out
                        parameters: { option: "{{text}}" }
            """;

    private final Properties settings = new Properties();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final RouteFiles files = new RouteFiles(context);
    private final List<Map<String, String>> noted = new ArrayList<>();
    private final Map<String, Object> options = new TreeMap<>();

    @BeforeEach
    void open() throws Exception {
        context.getPropertiesComponent().setInitialProperties(settings);
        PlaceholderParser.install(context);
        ExactKamelets.install(context);
        Steps.bind(context.getRegistry(), "note", this::note);
        context.addComponent("spy", new DefaultComponent() {
            @Override
            protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
                options.clear();
                options.putAll(parameters);
                parameters.clear();
                return new ProcessorEndpoint(uri, this, exchange -> {});
            }
        });
        context.start();
        files.replaceKamelet(seen("inner.kamelet.yaml", INNER));
        files.replaceKamelet(seen("outer.kamelet.yaml", OUTER));
    }

    @AfterEach
    void close() {
        context.stop();
    }

    private void note(Exchange exchange) {
        Map<String, String> parameters = new TreeMap<>(KameletCall.of(exchange).parameters());
        parameters.keySet().retainAll(List.of("text", "top"));
        noted.add(parameters);
    }

    private static OperatorFile seen(String file, String text) {
        return OperatorFile.of(Path.of("routes", file), "routes/" + file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** What a step of that kamelet is given, and what the kamelet's own text says. */
    private List<String> arrivedAt(String kamelet, String yaml) throws Exception {
        noted.clear();
        OperatorFile file = seen("r.camel.yaml", """
                - route:
                    id: r
                    from:
                      uri: direct:r
                      steps:
                        - to:
                            uri: kamelet:%s
                            parameters:
                              text: %s
                """.formatted(kamelet, yaml.replace("\n", "\n                ")));
        files.tryOut(files.read(file));
        List<LoadedRoute> loaded = files.add(files.read(file), true);
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange out = template.request("direct:r", exchange -> {});
            assertThat(out.getException()).isNull();
            return List.of(noted.get(0).get("text"), out.getMessage().getHeader("constant", String.class));
        } finally {
            files.remove(loaded.stream().map(LoadedRoute::routeId).toList());
        }
    }

    /** What an address, a shell, a placeholder or YAML would take for something else. */
    public static List<String> texts() {
        return List.of(
                "A&B Serum",
                "&",
                "a&b=c&top=3",
                "1+1",
                "100%",
                "A%26B",
                "%",
                "#1 Hit",
                "#bean:x",
                "what?",
                "a=b",
                "{ }",
                "{\"a\":{\"b\":{\"c\":1}}}",
                "\"quoted\"",
                "it's",
                "RAW(x)",
                "RAW(a)&b",
                "RAW{x}",
                "C:\\temp\\",
                "a|b;c,d",
                "  blanks at both ends  ",
                "\ttab\t",
                "several\nlines\n\nof text\n",
                "Exchange.TOO",
                "${body}",
                "https://example.com/{file}?a=1&b=2#top",
                "Ünïcode 直播 \uD83D\uDE00",
                "x".repeat(20_000));
    }

    /** What YAML would read as another number, or as none, where it is not quoted. */
    public static List<String> scalars() {
        return List.of("010", "1_000", "~", "1.10", "0x1F", "yes", "null", "12:30:45", "2026-03-24", "1e3");
    }

    public static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }

    @ParameterizedTest
    @MethodSource("texts")
    void handsATextOverAsItIsWritten(String text) throws Exception {
        assertThat(arrivedAt("inner", quoted(text))).containsExactly(text, text);
        assertThat(arrivedAt("outer", quoted(text))).containsExactly(text, text);
        assertThat(options).containsExactly(Map.entry("option", text));
    }

    @Test
    void takesTheTextOfAnUnquotedScalarAsItIsWritten() throws Exception {
        for (String scalar : scalars()) {
            assertThat(arrivedAt("inner", scalar)).containsExactly(scalar, scalar);
        }
        assertThat(arrivedAt("inner", "|\n    one & two\n    three\n"))
                .containsExactly("one & two\nthree\n", "one & two\nthree\n");
    }

    @Test
    void resolvesAPlaceholderOnceAndTakesItsValueAsItIs() throws Exception {
        settings.setProperty("plain", "A&B {{ 100%");
        settings.setProperty("made", "<{{plain}}>");
        System.setProperty("from.outside", "{{plain}} & }}} \\{{x");
        try {
            assertThat(arrivedAt("outer", "\"{{plain}}&{{plain}}\""))
                    .containsExactly("A&B {{ 100%&A&B {{ 100%", "A&B {{ 100%&A&B {{ 100%");
            assertThat(arrivedAt("outer", "\"{{made}}\"").get(1)).isEqualTo("<A&B {{ 100%>");
            assertThat(arrivedAt("outer", "\"{{from.outside}}\""))
                    .containsExactly("{{plain}} & }}} \\{{x", "{{plain}} & }}} \\{{x");
            assertThat(arrivedAt("outer", "\"{{nothing:a&b}}\"").get(0)).isEqualTo("a&b");
        } finally {
            System.clearProperty("from.outside");
        }
    }

    @Test
    void saysWhatIsWrongWithAPlaceholder() {
        settings.setProperty("host", "{{name}}.example.com");
        settings.setProperty("name", "{{host}}");

        assertThatThrownBy(() -> context.resolvePropertyPlaceholders("https://{{host}}/"))
                .isInstanceOf(OperatorMistake.class)
                .hasMessage("the setting host is part of its own value; write out what it stands for");
        assertThatThrownBy(() -> context.resolvePropertyPlaceholders("{{name:x}}/{{host"))
                .isInstanceOf(OperatorMistake.class);
        assertThatThrownBy(() -> context.resolvePropertyPlaceholders("{{none:x}}/{{host"))
                .isInstanceOf(OperatorMistake.class)
                .hasMessage("'{{none:x}}/{{host' opens a placeholder with {{ and does not close it with }}");
    }

    @Test
    void leavesOutWhatAnOptionalPlaceholderDoesNotSet() throws Exception {
        arrivedAt("outer", "x");
        assertThat(noted.get(0)).containsEntry("top", "10");
    }

    @Test
    void readsParametersThatStandInTheAddress() throws Exception {
        for (String step : List.of(
                "to: \"kamelet:inner?text=RAW(A&B C)&top=3\"",
                "to: { uri: \"kamelet:inner?text=RAW{A&B C}&top=3\" }",
                "kamelet: { name: inner, parameters: { text: \"A&B C\", top: 3 } }",
                "kamelet: \"inner?text=RAW(A&B C)&top=3\"")) {
            noted.clear();
            OperatorFile file = seen(
                    "a.camel.yaml",
                    "- route:\n    id: a\n    from:\n      uri: direct:a\n      steps:\n        - " + step + "\n");
            List<LoadedRoute> loaded = files.add(files.read(file), true);
            try (ProducerTemplate template = context.createProducerTemplate()) {
                template.sendBody("direct:a", "");
            }
            files.remove(loaded.stream().map(LoadedRoute::routeId).toList());
            assertThat(noted).as(step).containsExactly(Map.of("text", "A&B C", "top", "3"));
        }
    }

    @Test
    void leavesNothingBehindWhenRoutesComeAndGo() throws Exception {
        arrivedAt("outer", "first");
        int endpoints = context.getEndpoints().size();
        int routes = context.getRouteDefinitions().size();
        for (int i = 0; i < 50; i++) {
            assertThat(arrivedAt("outer", "text" + i)).containsExactly("text" + i, "text" + i);
        }
        assertThat(context.getEndpoints()).hasSize(endpoints);
        assertThat(context.getRouteDefinitions()).hasSize(routes);
    }
}

package io.rankwire.engine;

import io.rankwire.command.RankwireMain;
import io.rankwire.sandbox.Sandbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** An operator's folder of its own, the sandbox beside it, and the program's commands. */
final class Workplace implements AutoCloseable {
    final Path home;
    final Sandbox sandbox;
    private final Map<String, String> properties = new TreeMap<>();

    Workplace(Path folder) throws IOException {
        this.home = Files.createDirectories(folder.resolve("home"));
        this.sandbox = new Sandbox(folder.resolve("sandbox"), Clock.systemUTC());
        properties.putAll(sandbox.properties());
        properties.put("fastmoss.requestsPerSecond", "1000");
        properties.put("keyapi.requestsPerSecond", "1000");
        // Programs run beside each other, and beside what else runs on the machine.
        properties.put("rankwire.console.port", "");
        properties.put("mail.from", "rankwire@example.com");
    }

    /** What a command printed and how it ended. */
    record Result(int exit, String out, String err) {}

    Workplace property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    Workplace route(String file, String yaml) throws IOException {
        Path path = home.resolve("routes").resolve(file + ".camel.yaml");
        Files.createDirectories(path.getParent());
        Files.writeString(path, yaml);
        return this;
    }

    /** A feed that polls a source kamelet and publishes to the sinks. */
    Workplace feed(String name, String kamelet, Map<String, String> parameters, String sinks) throws IOException {
        return route(name, name, "timer:" + name, call(kamelet, parameters) + call("publish", Map.of("sinks", sinks)));
    }

    /** A digest {@code weekly} of these feeds, on Mondays. */
    Workplace weeklyDigest(String feeds, String sinks) throws IOException {
        return route("reports/weekly", """
                - route:
                    id: weekly
                    from:
                      uri: quartz:weekly
                      parameters: { cron: 0 0 8 ? * MON }
                      steps:
                        - to: { uri: kamelet:digest, parameters: { feeds: "%s" } }
                        - to: { uri: kamelet:publish, parameters: { sinks: "%s" } }
                """.formatted(feeds, sinks));
    }

    /** A sink that drops files into {@code data/archive}. */
    Workplace archive(String format) throws IOException {
        return sink("archive", "export", Map.of("format", format), "file-drop", Map.of("directory", "data/archive"));
    }

    /** A sink that calls the sandbox's receiver. */
    Workplace webhook(String name) throws IOException {
        return webhook(name, "ops.webhook.url");
    }

    /** A sink that calls the address in the property. */
    Workplace webhook(String name, String urlProperty) throws IOException {
        return sink(
                name,
                call(
                        "webhook",
                        Map.of(
                                "urlProperty", urlProperty,
                                "secretProperty", "ops.webhook.secret",
                                "allowHosts", "{{ops.webhook.allowHosts:}}")));
    }

    Workplace sink(String name, String document, Map<String, String> how, String transport, Map<String, String> where)
            throws IOException {
        return sink(name, call(document, how) + call(transport, where));
    }

    private Workplace sink(String name, String steps) throws IOException {
        return route("sinks/" + name, name, "direct:" + name, steps);
    }

    private Workplace route(String file, String id, String from, String steps) throws IOException {
        return route(file, """
                - route:
                    id: %s
                    from:
                      uri: %s
                      steps:
                %s""".formatted(id, from, steps));
    }

    private static String call(String kamelet, Map<String, String> parameters) {
        String lines = new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(parameter ->
                                "              %s: \"%s\"%n".formatted(parameter.getKey(), parameter.getValue()))
                        .collect(Collectors.joining());
        return "        - to:%n            uri: kamelet:%s%n            parameters:%n%s".formatted(kamelet, lines);
    }

    /** Writes the settings into their file. */
    void configure() throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.write(
                home.resolve("config/rankwire.properties"),
                properties.entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue())
                        .toList());
    }

    /** Runs a command in this folder, in this process. */
    Result run(String... arguments) throws IOException {
        configure();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                RankwireMain.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        List<String> all = Stream.concat(Stream.of(arguments), Stream.of("--home", home.toString()))
                .toList();
        int exit = commandLine.execute(all.toArray(String[]::new));
        return new Result(exit, out.toString(), err.toString());
    }

    /** The names of the files in a folder below the home, in order; none when there is no such folder. */
    List<String> files(String folder) throws IOException {
        if (!Files.isDirectory(home.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(home.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    String text(String file) throws IOException {
        return Files.readString(home.resolve(file));
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
    }
}

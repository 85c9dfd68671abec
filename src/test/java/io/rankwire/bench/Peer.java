package io.rankwire.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Another program that does the same job: fetches every page of a vendor and writes the rows as CSV and as JSON Lines.
 *
 * @param name of it, with its version
 * @param install commands that install it into the folder they run in, from public registries; none for what is here
 * @param run the shell's command, run in the folder of the scripts with {@code $TOOLS}, {@code $ADDRESS}, {@code $PAGES}
 *     and {@code $FOLDER}
 */
record Peer(String name, List<List<String>> install, String run) {
    static final List<Peer> ALL = List.of(
            python("dlt 1.31.0", "dlt==1.31.0", "\"$TOOLS\"/bin/python dlt_peer.py \"$ADDRESS\" \"$FOLDER\""),
            python(
                    "Airbyte CDK 7.39.1",
                    "airbyte-cdk==7.39.1",
                    "\"$TOOLS\"/bin/python airbyte_peer.py \"$ADDRESS\" \"$FOLDER\""),
            python(
                    "Singer SDK 0.54.9",
                    "singer-sdk==0.54.9",
                    "\"$TOOLS\"/bin/python singer_peer.py tap \"$ADDRESS\""
                            + " | \"$TOOLS\"/bin/python singer_peer.py target \"$FOLDER\""),
            new Peer(
                    "Benthos 4.60.0",
                    List.of(
                            List.of("go", "mod", "init", "peer"),
                            List.of("go", "get", "github.com/redpanda-data/benthos/v4@v4.60.0"),
                            List.of("cp", "$SCRIPTS/benthos/main.go", "."),
                            List.of("go", "mod", "tidy"),
                            List.of("go", "build", "-o", "benthos", ".")),
                    "\"$TOOLS\"/benthos -c benthos.yaml"),
            new Peer("script in Python", List.of(), "python3 script.py \"$ADDRESS\" \"$FOLDER\""));

    private static Peer python(String name, String pinned, String run) {
        return new Peer(
                name,
                List.of(List.of("python3", "-m", "venv", "."), List.of("bin/pip", "install", "--quiet", pinned)),
                run);
    }

    /**
     * Installs it.
     *
     * @return why it cannot be had here, in one line; empty when it is there
     */
    String installIn(Path tools, Path scripts) throws IOException, InterruptedException {
        Files.createDirectories(tools);
        Path log = tools.resolve("install.log");
        for (List<String> command : install) {
            List<String> words = new ArrayList<>();
            command.forEach(word -> words.add(word.replace("$SCRIPTS", scripts.toString())));
            try {
                Process process = new ProcessBuilder(words)
                        .directory(tools.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
                if (!process.waitFor(20, TimeUnit.MINUTES) || process.exitValue() != 0) {
                    process.destroyForcibly();
                    List<String> said = Files.readAllLines(log);
                    return String.join(" ", words) + ": " + (said.isEmpty() ? "no word" : said.get(said.size() - 1));
                }
            } catch (IOException e) {
                return e.getMessage();
            }
        }
        return "";
    }

    /** What its process sees. */
    Map<String, String> environment(Path tools, String address, int pages, Path folder) {
        return Map.of(
                "TOOLS", tools.toString(),
                "ADDRESS", address,
                "PAGES", Integer.toString(pages),
                "FOLDER", folder.toString(),
                "PYTHONDONTWRITEBYTECODE", "1");
    }
}

package io.rankwire.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts programs in processes of their own, with the class path of the benchmarks. */
record Program(Path log, List<String> options) {
    private static final String RANKWIRE = "io.rankwire.app.RankwireMain";

    Program {
        options = List.copyOf(options);
    }

    /** What a run cost: seconds, seconds of CPU, the most memory in kB. */
    record Cost(double wall, double cpu, double peak) {}

    static Program in(Path folder) {
        return new Program(folder.resolve("program.log"), List.of());
    }

    Program withOptions(String... more) {
        return new Program(log, List.of(more));
    }

    Cost rankwire(String... arguments) throws IOException, InterruptedException {
        return run(RANKWIRE, arguments);
    }

    Process startRankwire(String... arguments) throws IOException {
        return start(RANKWIRE, arguments);
    }

    /** Runs a class to its end. */
    Cost run(String main, String... arguments) throws IOException, InterruptedException {
        Files.deleteIfExists(log);
        List<String> all = new ArrayList<>(List.of(main));
        all.addAll(List.of(arguments));
        Process process = start(Measured.class.getName(), all.toArray(String[]::new));
        if (!process.waitFor(2, TimeUnit.HOURS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(main + " " + List.of(arguments) + ":\n" + Files.readString(log));
        }
        String[] words = Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("measured "))
                .findFirst()
                .orElseThrow()
                .split(" ", -1);
        return new Cost(Double.parseDouble(words[1]), Double.parseDouble(words[2]), Double.parseDouble(words[3]));
    }

    Process start(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        // The shipped configuration of logs, not the tests'.
        command.addAll(List.of("-Dlogback.configurationFile=logback.xml", "-cp", classPath(), main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static String classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return path.replaceAll(File.pathSeparator + "+$", "");
    }
}

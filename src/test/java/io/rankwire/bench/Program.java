package io.rankwire.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts programs in processes of their own: Rankwire by its start script where the distribution was built, everything else
 * with the class path of the benchmarks.
 */
record Program(Path log, List<String> options) {
    private static final String DISTRIBUTION = System.getProperty("rankwire.bench.distribution", "");
    /** The shell says last what its children cost: of user and system, in minutes and seconds. */
    private static final String AND_SAY_WHAT_IT_COST = "\"$@\"; code=$?; times; exit $code";

    private static final Pattern SPENT = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*");

    Program {
        options = List.copyOf(options);
    }

    /** What a run cost: seconds, seconds of CPU. */
    record Cost(double wall, double cpu) {}

    static Program in(Path folder) {
        return new Program(folder.resolve("program.log"), List.of());
    }

    Program withOptions(String... more) {
        return new Program(log, List.of(more));
    }

    /** Keeps the classes ready for the next start, as the start script offers; false where there is none. */
    boolean keepClasses() throws IOException, InterruptedException {
        return !DISTRIBUTION.isEmpty()
                && start(List.of(DISTRIBUTION + "/bin/rankwire", "cache")).waitFor() == 0;
    }

    Cost rankwire(String... arguments) throws IOException, InterruptedException {
        return run(rankwireCommand(arguments));
    }

    Process startRankwire(String... arguments) throws IOException {
        return start(rankwireCommand(arguments));
    }

    /** Runs a class to its end. */
    Cost run(String main, String... arguments) throws IOException, InterruptedException {
        return run(command(main, arguments));
    }

    Process start(String main, String... arguments) throws IOException {
        return start(command(main, arguments));
    }

    /** Runs a class to its end, with options for its Java. */
    Cost runWith(String javaOptions, String main, String... arguments) throws IOException, InterruptedException {
        return run(command(main, arguments), Map.of("JDK_JAVA_OPTIONS", javaOptions));
    }

    /** Runs a command of the shell's to its end. */
    Cost shell(Path folder, Map<String, String> environment, String command) throws IOException, InterruptedException {
        return run(List.of("sh", "-c", "cd \"$0\" && " + command, folder.toString()), environment);
    }

    private Cost run(List<String> command) throws IOException, InterruptedException {
        return run(command, Map.of());
    }

    private Cost run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Files.deleteIfExists(log);
        List<String> all = new ArrayList<>(List.of("sh", "-c", AND_SAY_WHAT_IT_COST, "sh"));
        all.addAll(command);
        long begin = System.nanoTime();
        Process process = start(all, environment);
        if (!process.waitFor(2, TimeUnit.HOURS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(command + ":\n" + Files.readString(log));
        }
        double wall = (System.nanoTime() - begin) / 1e9;
        List<String> lines = Files.readAllLines(log);
        Matcher spent = SPENT.matcher(lines.get(lines.size() - 1));
        if (!spent.matches()) {
            throw new IllegalStateException("the shell does not say what it cost: " + lines);
        }
        return new Cost(wall, seconds(spent, 1) + seconds(spent, 3));
    }

    private static double seconds(Matcher spent, int group) {
        return Integer.parseInt(spent.group(group)) * 60 + Double.parseDouble(spent.group(group + 1));
    }

    private static List<String> rankwireCommand(String... arguments) {
        if (DISTRIBUTION.isEmpty()) {
            List<String> command = command("io.rankwire.command.RankwireMain", arguments);
            // As the start script has it.
            command.add(1, "-XX:TieredStopAtLevel=1");
            return command;
        }
        List<String> command = new ArrayList<>(List.of(DISTRIBUTION + "/bin/rankwire"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> command(String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath(), main));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(List<String> command) throws IOException {
        return start(command, Map.of());
    }

    private Process start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // The start script takes the one, Java itself the other.
        String variable = DISTRIBUTION.isEmpty() ? "JDK_JAVA_OPTIONS" : "RANKWIRE_JAVA_OPTIONS";
        if (!options.isEmpty()) {
            builder.environment().put(variable, String.join(" ", options));
        }
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return path.replaceAll(File.pathSeparator + "+$", "");
    }
}

package io.rankwire.engine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/** The program laid out as it is shipped, to be started by its own script. */
final class Distribution {
    private final Path folder;
    private final Path said;

    /**
     * Lays it out.
     *
     * @param without the beginning of the names of jars that do not come with it
     */
    Distribution(Path folder, String without) throws IOException {
        this.folder = folder;
        this.said = folder.resolve("said");
        Path lib = Files.createDirectories(folder.resolve("lib"));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.copy(Path.of("src/distribution/bin/rankwire"), bin.resolve("rankwire"));
        for (String entry : KilledProgram.classPath().split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry).toAbsolutePath();
            if (entry.endsWith(".jar") && !jar.getFileName().toString().startsWith(without)) {
                Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
            }
        }
        pack(lib.resolve("rankwire.jar"), Path.of("target/classes"));
    }

    private static void pack(Path jar, Path classes) {
        int exit = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "-c0f", jar.toString(), "-C", classes.toString(), ".");
        if (exit != 0) {
            throw new IllegalStateException(jar + " cannot be made");
        }
    }

    /** The folder for jars of an operator's own. */
    Path ext() throws IOException {
        return Files.createDirectories(folder.resolve("lib/ext"));
    }

    /** Runs a command to its end in a home. */
    Workplace.Result run(Path home, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = script(arguments);
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("RANKWIRE_HOME", home.toString());
        return result(builder);
    }

    /** Runs a command to its end with nothing in its environment but a Java and what is named. */
    Workplace.Result runBare(Path java, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = script(arguments);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", java.toString());
        return result(builder);
    }

    private ProcessBuilder script(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", folder.resolve("bin/rankwire").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private Workplace.Result result(ProcessBuilder builder) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        Process process = builder.redirectOutput(said.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(builder.command() + " does not end");
        }
        return new Workplace.Result(
                process.exitValue(),
                Files.readString(said, StandardCharsets.UTF_8),
                Files.readString(errors, StandardCharsets.UTF_8));
    }
}

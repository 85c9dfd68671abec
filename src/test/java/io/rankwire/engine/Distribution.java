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
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The program laid out as it is shipped, to be started by its own script. */
final class Distribution {
    /** What lies in {@code lib/sandbox}, by the beginning of its name. */
    private static final List<String> SANDBOX = List.of("greenmail-", "sshd-", "jcl-over-slf4j-");

    private static final String SANDBOX_CLASSES = "io/rankwire/sandbox";
    private static final String DEMO = "META-INF/services/io.rankwire.command.demo.Demo";

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
        Path sandbox = Files.createDirectories(sandbox());
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.copy(Path.of("src/distribution/bin/rankwire"), bin.resolve("rankwire"));
        for (String entry : KilledProgram.classPath().split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry).toAbsolutePath();
            String name = jar.getFileName().toString();
            if (entry.endsWith(".jar") && !name.startsWith(without)) {
                Path place = SANDBOX.stream().anyMatch(name::startsWith) ? sandbox : lib;
                Files.createSymbolicLink(place.resolve(name), jar);
            }
        }
        pack(lib.resolve("rankwire.jar"), file -> !isOfTheSandbox(file));
        pack(sandbox.resolve("rankwire-sandbox.jar"), Distribution::isOfTheSandbox);
    }

    private static boolean isOfTheSandbox(Path file) {
        return file.startsWith(SANDBOX_CLASSES) || file.equals(Path.of(DEMO));
    }

    private static void pack(Path jar, Predicate<Path> packed) throws IOException {
        Path classes = Path.of("target/classes");
        try (Stream<Path> files = Files.walk(classes);
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Path file : files.toList()) {
                Path name = classes.relativize(file);
                if (Files.isDirectory(file)) {
                    out.putNextEntry(new ZipEntry(name + "/"));
                } else if (packed.test(name)) {
                    out.putNextEntry(new ZipEntry(name.toString()));
                    Files.copy(file, out);
                }
            }
        }
    }

    /** The folder that only the demo loads. */
    Path sandbox() {
        return folder.resolve("lib/sandbox");
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

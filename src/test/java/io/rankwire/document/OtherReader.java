package io.rankwire.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Programs of others that read our files, in the folder that {@code RANKWIRE_READERS} names: a Python environment
 * {@code python}, a DuckDB with its extension in {@code duckdb-excel} and Node modules {@code node_modules}, as
 * {@code .ci/run} installs them. LibreOffice is the machine's.
 */
public final class OtherReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCRIPTS = Path.of("src/test/readers").toAbsolutePath();
    private static final Path OFFICE = Path.of("/usr/bin/soffice");

    private OtherReader() {}

    /** What a reader found: rows, headings first. */
    public record Found(String version, List<List<Object>> rows) {}

    /** Where the readers are; a test is left out where there are none, except in CI. */
    public static Optional<Path> folder() {
        Optional<Path> folder =
                Optional.ofNullable(System.getenv("RANKWIRE_READERS")).map(Path::of);
        if (System.getenv("CI") != null && (folder.isEmpty() || !Files.isExecutable(OFFICE))) {
            throw new IllegalStateException("CI needs RANKWIRE_READERS and the package libreoffice-calc; see .ci/run");
        }
        return folder.filter(found -> Files.isExecutable(OFFICE));
    }

    public static Found python(Path folder, String reader, List<Path> files) throws IOException {
        List<String> command = command(folder.resolve("python/bin/python"), "read.py", reader);
        files.forEach(file -> command.add(file.toString()));
        return JSON.readValue(output(command), Found.class);
    }

    public static Found node(Path folder, String reader, Path file) throws IOException {
        List<String> command = command(Path.of("node"), "read.mjs", reader);
        command.addAll(List.of(folder.toString(), file.toString()));
        return JSON.readValue(output(command), Found.class);
    }

    private static List<String> command(Path program, String script, String reader) {
        return new ArrayList<>(
                List.of(program.toString(), SCRIPTS.resolve(script).toString(), reader));
    }

    /** The file as LibreOffice saves it again. */
    public static Path office(Path file, Path folder, String... filter) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                OFFICE.toString(),
                "--headless",
                "-env:UserInstallation=" + folder.resolve("profile").toUri()));
        command.addAll(Arrays.asList(filter));
        command.addAll(List.of("--convert-to", "xlsx", "--outdir", folder.toString(), file.toString()));
        output(command);
        return folder.resolve(file.getFileName().toString().replaceFirst("\\.[^.]+$", ".xlsx"));
    }

    public static String officeVersion() throws IOException {
        return output(List.of(OFFICE.toString(), "--version")).split(" ", 3)[1];
    }

    private static String output(List<String> command) throws IOException {
        Path errors = Files.createTempFile("reader", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed: " + Files.readString(errors));
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            Files.delete(errors);
        }
    }
}

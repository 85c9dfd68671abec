package io.rankwire.engine;

import io.rankwire.command.RankwireMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The real program in a process of its own, over one home, to be killed and started again. */
final class KilledProgram implements AutoCloseable {
    private static final long A_MINUTE_IN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Path home;
    private final Path log;
    private final List<String> options;
    private Process process;

    /** Over a home, with options for its Java. */
    KilledProgram(Path home, Path log, String... options) {
        this.home = home;
        this.log = log;
        this.options = List.of(options);
    }

    void start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), RankwireMain.class.getName(), "--home", home.toString()));
        command.addAll(List.of(arguments));

        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    static String classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        // It ends with an empty entry, which would stand for the current folder and its routes.
        return path.replaceAll(File.pathSeparator + "+$", "");
    }

    /** Waits until something has happened; fails when the process ended by itself before. */
    void await(BooleanSupplier happened) throws IOException {
        long deadline = System.nanoTime() + A_MINUTE_IN_NANOS;
        while (!happened.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the program " + (process.isAlive() ? "does nothing" : "ended by itself") + ":\n" + log());
            }
            LockSupport.parkNanos(300_000);
        }
    }

    /** SIGTERM: the program closes what it has open; how long that took. */
    Duration stop() throws InterruptedException {
        long begin = System.nanoTime();
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the program does not stop");
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** SIGKILL: no shutdown hook runs, nothing is flushed. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Stops it for a while with {@code STOP}, lets it go on with {@code CONT}. */
    void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .onExit()
                .join();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Waits for the end; the exit code. */
    int end() throws IOException, InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the program does not end:\n" + log());
        }
        return process.exitValue();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}

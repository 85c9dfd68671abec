package io.rankwire.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rankwire.engine.Homes;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cache}: stands here for the help; the start script itself makes the cache. */
@Command(
        name = "cache",
        description = "Builds the class cache, once after unpacking; every command then starts faster.")
final class CacheCommand implements Callable<Integer> {
    /** What operators do most, each with the classes of its own. The last one ends when the start script ends it. */
    private static final List<String> PRACTISED = List.of(
            "--version", "--help", "check", "run --once earlier", "snapshots", "deliveries", "budget", "sinks", "run");

    @Option(
            names = "--practise",
            hidden = true,
            description = "For the start script: run what the class cache is for, all or the commands that begin so.")
    private @Nullable String practise;

    /** The program as far as a command needs it. */
    private Function<String[], CommandLine> program = command -> {
        throw new IllegalStateException("there is no program to practise on");
    };

    void practiseOn(Function<String[], CommandLine> whole) {
        program = whole;
    }

    @Override
    public Integer call() throws IOException {
        String wanted = practise;
        if (wanted == null) {
            throw new OperatorMistake(
                    "the cache is made by the start script: bin/rankwire cache, without more arguments");
        }
        HttpServer vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/", CacheCommand::answer);
        vendor.start();
        System.setProperty(
                "rankwire.training.vendor",
                "http://127.0.0.1:" + vendor.getAddress().getPort());
        int exit = PRACTISED.stream()
                .filter(command -> wanted.equals("all") || command.startsWith(wanted))
                .map(command -> command.split(" ", -1))
                .mapToInt(command -> program.apply(command)
                        .setOut(new PrintWriter(Writer.nullWriter()))
                        .execute(command))
                .max()
                .orElseThrow();
        vendor.stop(0);
        return exit;
    }

    /** Answers with the file that is named after the period asked for. */
    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange;
                Stream<Path> answers = Files.list(Homes.home().folder().resolve("answers"))) {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Path answer = answers.filter(
                            file -> asked.contains(file.getFileName().toString().replace(".json", "")))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no answer for " + asked));
            exchange.sendResponseHeaders(200, Files.size(answer));
            Files.copy(answer, exchange.getResponseBody());
        }
    }
}

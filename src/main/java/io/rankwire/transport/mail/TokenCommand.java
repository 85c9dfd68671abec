package io.rankwire.transport.mail;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.net.Underway;
import io.rankwire.settings.Home;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.Utf8;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An operator's program that prints a secret. It is given no input and not for long, no more is read of it than a secret
 * can be, and nothing that it prints is told: it may be the secret.
 */
final class TokenCommand {
    private static final int LARGEST = 16 << 10;

    private final Home home;
    private final Underway underway;
    private final Duration limit;

    TokenCommand(Home home, Underway underway, Duration limit) {
        this.home = home;
        this.underway = underway;
        this.limit = limit;
    }

    /** What the program printed, without the white space around it. */
    String run(CommandLine command) throws DeliveryFault {
        Process process = start(command);
        CompletableFuture<byte[]> printed = new CompletableFuture<>();
        read(process, printed);
        Underway.Request request = underway.begin(() -> printed.cancel(false));
        try {
            byte[] bytes = printed.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (bytes.length > LARGEST) {
                throw fault(command, "printed more than " + LARGEST + " bytes");
            }
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw fault(command, late());
            }
            if (process.exitValue() != 0) {
                throw fault(command, "ended with status " + process.exitValue());
            }
            return Utf8.text(bytes).strip();
        } catch (TimeoutException e) {
            throw fault(command, late());
        } catch (CancellationException e) {
            throw fault(command, "was ended, because Rankwire stops");
        } catch (ExecutionException e) {
            throw fault(command, "could not be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fault(command, "was ended, because Rankwire stops");
        } finally {
            request.close();
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start(CommandLine command) {
        List<String> words = new ArrayList<>(command.words());
        String program = words.get(0);
        // A name alone is looked for in the PATH; a path counts from where all others do.
        words.set(0, program.contains("/") ? home.resolve(program).toString() : program);
        try {
            Process process = new ProcessBuilder(words)
                    .directory(home.folder().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new OperatorMistake(
                    command.property() + " names the program " + program + ", which cannot be started", e);
        }
    }

    /** On a thread of its own: a child that outlives the program may hold its output open. */
    private static void read(Process process, CompletableFuture<byte[]> printed) {
        Thread reader = new Thread(
                () -> {
                    try {
                        printed.complete(process.getInputStream().readNBytes(LARGEST + 1));
                    } catch (IOException e) {
                        printed.completeExceptionally(e);
                    }
                },
                "token-command");
        reader.setDaemon(true);
        reader.start();
    }

    private String late() {
        return "did not end within " + Underway.seconds(limit);
    }

    private static DeliveryFault fault(CommandLine command, String what) {
        return DeliveryFault.passing(
                "the program of " + command.property() + " " + what + "; run it by hand to see why");
    }
}

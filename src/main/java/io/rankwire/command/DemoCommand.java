package io.rankwire.command;

import io.rankwire.command.demo.Demo;
import io.rankwire.command.demo.DemoFolder;
import io.rankwire.engine.Engine;
import io.rankwire.engine.Homes;
import io.rankwire.settings.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the whole product against the sandbox, without an account. */
@Command(
        name = "demo",
        description = "Runs everything against built-in vendors, an SFTP server, a mail server and a webhook receiver.")
final class DemoCommand implements Callable<Integer> {
    private static final int USUAL_PORT = 8080;
    private static final String USUAL_FOLDER = "rankwire-demo";

    @Spec
    private CommandSpec spec;

    @Option(names = "--once", description = "Exit after the first round.")
    private boolean once;

    @Option(
            names = "--folder",
            defaultValue = USUAL_FOLDER,
            description = "Folder of the demo; emptied at each start (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of(USUAL_FOLDER);

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Demo demo = Demo.load(Homes.distribution());
        Home home = DemoFolder.prepare(folder, Homes.distribution());
        try (StopSignal stop = new StopSignal();
                Demo.Peers peers = demo.open(home.folder().resolve("sandbox"));
                Engine engine = new Engine(home, peers.clock(), DemoFolder.write(home, settings(peers))).start()) {
            out.println("Rankwire's demo, in " + home.folder());
            out.println(
                    "Vendors, SFTP server, mail server and webhook receiver run in this process; no account is used.");
            out.flush();
            engine.desk().load(false);
            Operator.tellProblems(engine.desk(), spec.commandLine().getErr());
            boolean done = peers.play(engine, out) && engine.desk().problems().isEmpty();
            if (!once) {
                engine.openConsole()
                        .ifPresent(address -> out.println("The console is at " + address + ", its token is "
                                + engine.settings().secret("rankwire.console.token")));
                out.println("The feeds go on polling by their timers. Ctrl-C ends the demo.");
                out.flush();
                goOn(engine, stop);
            }
            return done ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private static Map<String, String> settings(Demo.Peers peers) throws IOException {
        Map<String, String> settings = new HashMap<>(peers.settings());
        settings.put("fastmoss.requestsPerSecond", "50");
        settings.put("keyapi.requestsPerSecond", "50");
        settings.put("rankwire.console.port", Integer.toString(freePort()));
        settings.put("rankwire.console.token", UUID.randomUUID().toString());
        return settings;
    }

    /** The usual port, or another if it is taken. */
    private static int freePort() throws IOException {
        try (ServerSocket usual = new ServerSocket(USUAL_PORT, 1, InetAddress.getLoopbackAddress())) {
            return usual.getLocalPort();
        } catch (BindException e) {
            try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return other.getLocalPort();
            }
        }
    }

    private static void goOn(Engine engine, StopSignal stop) throws Exception {
        engine.desk().startFeeds();
        engine.dispatchByItself();
        engine.reloadByItself();
        stop.await();
    }
}

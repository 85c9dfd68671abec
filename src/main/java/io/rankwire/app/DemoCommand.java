package io.rankwire.app;

import io.rankwire.camel.Home;
import io.rankwire.sandbox.Sandbox;
import io.rankwire.sandbox.ShiftedClock;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the whole product against the sandbox, without an account. */
@Command(
        name = "demo",
        description = "Runs everything against built-in vendors, an SFTP server, a mail server and a webhook receiver.")
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--once", description = "End after the first round.")
    private boolean once;

    @Option(
            names = "--folder",
            defaultValue = "rankwire-demo",
            description = "Where everything is put; cleared at every start (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Home home = DemoFolder.prepare(folder, Homes.distribution());
        ShiftedClock clock = new ShiftedClock(Clock.systemUTC());
        try (StopSignal stop = new StopSignal();
                Sandbox sandbox = new Sandbox(home.folder().resolve("sandbox"), clock);
                Engine engine = new Engine(home, clock, DemoFolder.write(home, settings(sandbox))).start()) {
            out.println("Rankwire's demo, in " + home.folder());
            out.println(
                    "Vendors, SFTP server, mail server and webhook receiver run in this process; no account is used.");
            out.flush();
            engine.desk().load(false);
            Operator.tellProblems(engine.desk(), spec.commandLine().getErr());
            boolean done = new DemoRound(engine, clock, sandbox).play(out)
                    && engine.desk().problems().isEmpty();
            if (!once) {
                out.println("The feeds go on polling by their timers. Ctrl-C ends the demo.");
                out.flush();
                goOn(engine, stop);
            }
            return done ? RankwireMain.DONE : RankwireMain.FAILED;
        }
    }

    private static Map<String, String> settings(Sandbox sandbox) {
        Map<String, String> settings = new HashMap<>(sandbox.properties());
        settings.put("fastmoss.requestsPerSecond", "50");
        settings.put("keyapi.requestsPerSecond", "50");
        return settings;
    }

    private static void goOn(Engine engine, StopSignal stop) throws Exception {
        engine.desk().startFeeds();
        engine.dispatchByItself();
        engine.reloadByItself();
        stop.await();
    }
}

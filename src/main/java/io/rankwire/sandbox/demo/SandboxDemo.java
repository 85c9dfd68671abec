package io.rankwire.sandbox.demo;

import io.rankwire.command.demo.Demo;
import io.rankwire.engine.Engine;
import io.rankwire.sandbox.Sandbox;
import io.rankwire.sandbox.ShiftedClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The demo against the sandbox. */
public final class SandboxDemo implements Demo {
    @Override
    public Peers open(Path folder) throws IOException {
        ShiftedClock clock = new ShiftedClock(Clock.systemUTC());
        return new SandboxPeers(clock, new Sandbox(folder, clock));
    }

    private record SandboxPeers(ShiftedClock clock, Sandbox sandbox) implements Peers {
        @Override
        public Map<String, String> settings() {
            return sandbox.properties();
        }

        @Override
        public boolean play(Engine engine, PrintWriter out) throws Exception {
            return new DemoRound(engine, clock, sandbox).play(out);
        }

        @Override
        public void close() throws IOException {
            sandbox.close();
        }
    }
}

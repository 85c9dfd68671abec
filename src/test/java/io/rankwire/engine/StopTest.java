package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.transport.webhook.HostilePeer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop is not held up by what others do, or do not do. */
class StopTest {
    /** Five seconds, and what a busy machine needs to end a process. */
    private static final Duration SOON = Duration.ofSeconds(12);

    @TempDir
    Path folder;

    private Workplace workplace;
    private KilledProgram program;

    @BeforeEach
    void open() throws IOException {
        workplace = new Workplace(folder)
                .property("rankwire.console.port", "")
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB", "period", "day"), "archive")
                .archive("csv");
        program = new KilledProgram(workplace.home, folder.resolve("program.log"));
    }

    @AfterEach
    void close() throws IOException {
        program.close();
        workplace.close();
    }

    private void stopsSoonBeside(HostilePeer vendor) throws Exception {
        workplace.property("fastmoss.url", vendor.url()).configure();
        program.start("run");
        program.await(() -> vendor.connections() > 0);

        Duration took = program.stop();

        System.out.println("StopTest: stopped in " + took);
        assertThat(took).isLessThan(SOON);
        assertThat(program.log()).doesNotContain("not everything could be closed in time");
        assertThat(workplace.run("snapshots", "--json").out()).contains("\"status\":\"failed\"");
    }

    @Test
    void ofAPollWhoseAnswerDrips() throws Exception {
        try (HostilePeer vendor = new HostilePeer((self, out) -> {
            out.write(HostilePeer.text("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"));
            self.drip(out, "x");
        })) {
            stopsSoonBeside(vendor);
        }
    }

    @Test
    void ofAPollThatWaitsForItsNextAttempt() throws Exception {
        try (HostilePeer vendor =
                HostilePeer.saying("HTTP/1.1 429 Too Many Requests", "Retry-After: 50", "Content-Length: 0", "", "")) {
            stopsSoonBeside(vendor);
        }
    }
}

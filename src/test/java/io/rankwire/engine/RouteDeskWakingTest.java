package io.rankwire.engine;

import static io.rankwire.sandbox.fault.FaultPlan.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.account.StoppedAccounts;
import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFilter;
import io.rankwire.operator.desk.FileState.Status;
import io.rankwire.sandbox.fault.Fault;
import io.rankwire.settings.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What waited for something goes on at once when that is there, although its timer fires in a week. */
class RouteDeskWakingTest extends RouteDeskBench {
    private void run() throws Exception {
        workplace.configure();
        engine = new Engine(new Home(workplace.home), Clock.systemUTC(), Map.of()).start();
        engine.desk().load(true);
        engine.desk().look();
    }

    /** Polls on Mondays, or in a week. */
    private void weekly(String name, String input, String source, String sink) throws IOException {
        workplace.route(name, """
                - route:
                    id: %1$s
                    from:
                      uri: %2$s
                      steps:
                        - to:
                            uri: kamelet:fastmoss-shop-most-promoted
                            parameters: { period: day, %3$s }
                        - to:
                            uri: kamelet:publish
                            parameters: { sinks: %4$s }
                """.formatted(name, input, source, sink));
    }

    private static String cron(String name) {
        return "quartz:" + name + "?cron=0+0+8+1+1+?";
    }

    private static String timer(String name) {
        return "timer:" + name + "?delay=604800000&period=604800000";
    }

    private int requests() {
        return workplace.sandbox.fastMoss().requests().size();
    }

    private boolean isFetched(String feed) {
        return !engine.snapshots().list(Optional.of(feed)).isEmpty();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("a deadline of two minutes").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private void alone() throws IOException {
        Files.delete(workplace.home.resolve("routes/live.camel.yaml"));
        Files.delete(workplace.home.resolve("routes/shops.camel.yaml"));
    }

    @Test
    void pollsAFeedWhenItsSinkIsThere() throws Exception {
        alone();
        weekly("early", cron("early"), "region: GB", "later");
        weekly("sooner", timer("sooner"), "region: US", "later");
        run();
        assertThat(engine.desk().feeds()).isEmpty();

        workplace.sink("later", "export", Map.of("format", "csv"), "file-drop", Map.of("directory", "data/later"));
        lookTwice();

        await(() -> deliveries().size() == 2);
        engine.dispatcher().settle();
        assertThat(workplace.files("data/later")).hasSize(4);
    }

    @Test
    void pollsAFeedWhenItsAccountIsThere() throws Exception {
        alone();
        weekly("early", timer("early"), "region: GB, account: second", "archive");
        run();
        assertThat(state("routes/early.camel.yaml").message()).contains("second.token");
        assertThat(requests()).isZero();

        Map<String, String> known = workplace.sandbox.properties();
        workplace
                .property("second.url", known.get("fastmoss.url"))
                .property("second.token", known.get("fastmoss.token"))
                .property("second.requestsPerSecond", "1000")
                .configure();
        lookTwice();

        await(() -> isFetched("early"));
    }

    @Test
    void pollsAFeedWhenTheSecretOfItsAccountIsThere() throws Exception {
        alone();
        String token = workplace.sandbox.properties().get("fastmoss.token");
        workplace.property("fastmoss.token", "{{secretfile:config/fastmoss}}");
        weekly("early", cron("early"), "region: GB", "archive");
        run();
        assertThat(state("routes/early.camel.yaml").message())
                .contains("{{secretfile:config/fastmoss}} stands for nothing here");

        Files.writeString(workplace.home.resolve("config/fastmoss"), token);
        engine.desk().look();

        await(() -> isFetched("early"));
        assertThat(engine.desk().problems()).isEmpty();
    }

    @Test
    void pollsAFeedWhenItsAccountIsResumed() throws Exception {
        alone();
        weekly("paid", timer("paid"), "region: GB", "archive");
        run();
        workplace.sandbox.fastMoss().faults().on(Fault.PAYMENT_REQUIRED, times(1));
        poll("paid");
        engine.wakeUps().look();
        int asked = requests();

        assertThat(new StoppedAccounts(engine.store(), Clock.systemUTC()).resume("fastmoss"))
                .isTrue();
        engine.wakeUps().look();

        await(() -> requests() > asked
                && engine.snapshots().list(Optional.of("paid")).stream()
                        .anyMatch(snapshot -> snapshot.extent().rows() > 0));
    }

    @Test
    void pollsAFeedWhenItsRefusedKeyIsMended() throws Exception {
        alone();
        String right = workplace.sandbox.properties().get("fastmoss.token");
        workplace.property("fastmoss.token", "wrong");
        weekly("keyed", timer("keyed"), "region: GB", "archive");
        run();
        poll("keyed");
        assertThat(requests()).isEqualTo(1);

        workplace.property("fastmoss.token", right).configure();
        lookTwice();

        await(() -> requests() == 4);
    }

    @Test
    void leavesWhatIsOwedToABrokenSinkAsItIsAndDeliversItWhenThatIsMended() throws Exception {
        workplace.route("sinks/archive", "- route: {");
        run();
        assertThat(state("routes/sinks/archive.camel.yaml").status()).isEqualTo(Status.REFUSED);
        poll("shops");
        engine.dispatcher().settle();
        assertThat(deliveries())
                .isNotEmpty()
                .allMatch(delivery -> delivery.progress().attempts() == 0);

        workplace.archive("csv");
        lookTwice();
        engine.dispatcher().settle();
        assertThat(deliveries()).allMatch(delivery -> delivery.progress().status() == Delivery.Status.DELIVERED);
    }

    @Test
    void makesWhatFailedDueAtOnceWhenItsSinkIsMended() throws Exception {
        Files.writeString(workplace.home.resolve("taken"), "a file where a folder should be");
        workplace.sink("archive", "export", Map.of("format", "csv"), "file-drop", Map.of("directory", "taken"));
        start();
        poll("shops");
        engine.dispatcher().settle();
        assertThat(deliveries()).allMatch(delivery -> delivery.progress().status() == Delivery.Status.DUE);

        workplace.archive("csv");
        lookTwice();
        engine.dispatcher().settle();
        assertThat(deliveries()).allMatch(delivery -> delivery.progress().status() == Delivery.Status.DELIVERED);
    }

    private List<Delivery> deliveries() {
        return engine.deliveries().list(DeliveryFilter.ALL);
    }
}

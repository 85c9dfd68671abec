package io.rankwire.engine;

import io.rankwire.account.StoredBudget;
import io.rankwire.console.Console;
import io.rankwire.console.observe.ConsoleServices;
import io.rankwire.console.observe.Traces;
import io.rankwire.delivery.Deliveries;
import io.rankwire.delivery.Ledger;
import io.rankwire.delivery.OperatorNotices;
import io.rankwire.delivery.Sinks;
import io.rankwire.event.ProgramEvents;
import io.rankwire.kamelet.Feeds;
import io.rankwire.log.Logs;
import io.rankwire.net.BoundedHttp;
import io.rankwire.net.Underway;
import io.rankwire.operator.check.Checker;
import io.rankwire.operator.desk.RouteDesk;
import io.rankwire.operator.desk.WakeUps;
import io.rankwire.poll.Rounds;
import io.rankwire.ranking.Snapshots;
import io.rankwire.route.bus.KafkaBus;
import io.rankwire.route.digest.DigestRoutes;
import io.rankwire.route.dispatch.Dispatcher;
import io.rankwire.route.dispatch.TestDeliveries;
import io.rankwire.route.step.Steps;
import io.rankwire.settings.Home;
import io.rankwire.settings.SecretLookups;
import io.rankwire.settings.Settings;
import io.rankwire.store.Dialect;
import io.rankwire.store.Nodes;
import io.rankwire.store.Store;
import io.rankwire.store.StoreAddress;
import io.rankwire.text.Durations;
import io.rankwire.text.OperatorMistake;
import io.rankwire.transport.mail.Preview;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/** Camel with everything of Rankwire in it, over one home. */
public final class Engine implements AutoCloseable {
    private static final String RELOAD = "rankwire.reload";
    private static final Duration WAKING = Duration.ofSeconds(2);
    /** For so long a stop waits for answers that are under way. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Each part is there once the method that opens it was called; a command calls the one that it needs. */
    private static final String NOT_STARTED = "the engine is not started so far";

    private final Home home;
    private final Clock clock;
    private final Main main;
    private final Checker checker;
    private final ProgramEvents programEvents = new ProgramEvents();
    private final ConsoleStart console = new ConsoleStart();
    private Function<StoreAddress, Store> opening = Store::open;
    private @Nullable Store store;
    private @Nullable Nodes nodes;
    private @Nullable Settings settings;
    private @Nullable Machinery machinery;
    private @Nullable RouteDesk desk;
    private Runnable dispatching = () -> dispatcher().dispatch();
    private Runnable endTracing = () -> {};

    /**
     * An engine that is not started yet.
     *
     * @param overrides settings that count more than those in the file
     */
    public Engine(Home home, Clock clock, Map<String, String> overrides) {
        this.home = home;
        this.clock = clock;
        this.checker = new Checker(home, overrides);
        this.main = new CamelMain(home, overrides, this::bind);
    }

    private void bind(CamelContext context) {
        Registry registry = context.getRegistry();
        registry.bind("home", home);
        registry.bind("happenings", programEvents);
        context.addComponent("timer", new ElapsedTimers(clock));
        Settings read = new Settings(context);
        settings = read;
        SecretLookups.in(context);
        registry.bind("bounded-http", new BoundedHttp(Underway.of(context), read::requestDeadline));
    }

    /** Opens the settings and nothing else. */
    public Engine prepare() {
        main.init();
        Logs.writeAs(settings().find("rankwire.logs").orElse("text"));
        settings().learnSecrets();
        return this;
    }

    /** Waits from now on for a store that is full, locked or out of reach; the console is made ready meanwhile. */
    public Engine patient() {
        opening = address -> {
            console.prepare(settings());
            return Store.await(address);
        };
        return this;
    }

    /** Opens settings and store, and nothing else. */
    public Engine open() {
        prepare();
        store = opening.apply(settings().store(home.folder()));
        return this;
    }

    /** Opens, and starts Camel, without any operator's file yet. */
    public Engine start() throws Exception {
        Thread looking = new Thread(checker::lookAhead, "first-look");
        looking.setDaemon(true);
        looking.start();
        open();
        trace();
        nodes = new Nodes(store(), clock).join();
        ModelCamelContext context = (ModelCamelContext) main.getCamelContext();
        machinery = new Machinery(new Machinery.Ground(context, home, settings(), store(), clock, programEvents));
        desk = new RouteDesk(
                home,
                feeds(),
                new RouteDesk.Services(checker, dispatcher().sinkGate(), programEvents, machinery().wakeUps));
        Steps.repeated(context.getRegistry(), "dispatch-due", exchange -> dispatching.run());
        main.start();
        return this;
    }

    /** Tells what happens as traces, if {@code rankwire.tracing} says so; no class is loaded for it otherwise. */
    private void trace() {
        if (settings().is("rankwire.tracing")) {
            Traces traces = Traces.open(settings());
            programEvents.observe(traces::observe);
            endTracing = traces::close;
        }
    }

    /** Shares the work with other nodes, if {@code rankwire.bus} says so. Feeds that are loaded before keep to this node. */
    public void shareWork() {
        if (!settings().isKafka()) {
            return;
        }
        if (store().address().dialect() != Dialect.POSTGRESQL) {
            throw new OperatorMistake(
                    "rankwire.bus is kafka, but the store is a file of this node's own; set rankwire.store.url to a jdbc:postgresql: address");
        }
        KafkaBus bus = new KafkaBus(
                context(),
                settings(),
                new KafkaBus.Parts(feeds(), dispatcher(), programEvents, clock),
                new Rounds(store(), clock));
        dispatching = bus::dispatch;
        bus.start();
    }

    /** Begins to hand out due deliveries, to make up for missed digests, and to poll at an operator's word. */
    public void dispatchByItself() throws Exception {
        context().getRouteController().startRoute("polls-on-demand");
        context().getRouteController().startRoute("dispatch");
        context().getRouteController().startRoute("digests");
        context().getRouteController().startRoute("tell-operator");
        machinery().wakeUps.watch(WAKING);
    }

    /** Begins to take edits of files over by itself, unless {@code rankwire.reload} is set to nothing. */
    public void reloadByItself() {
        String every = context().resolvePropertyPlaceholders("{{" + RELOAD + ":2s}}");
        if (!every.isBlank()) {
            desk().watch(Durations.parse(RELOAD, every));
        }
    }

    /** Opens the console, unless it is switched off by an empty {@code rankwire.console.port}. */
    public Optional<Console.Address> openConsole() throws Exception {
        return console.open(settings(), () -> new ConsoleServices(context(), desk(), store(), ledger(), clock));
    }

    /** What time it is here. */
    public Clock clock() {
        return clock;
    }

    public CamelContext context() {
        return main.getCamelContext();
    }

    public Home home() {
        return home;
    }

    public Store store() {
        return Objects.requireNonNull(store, NOT_STARTED);
    }

    public RouteDesk desk() {
        return Objects.requireNonNull(desk, NOT_STARTED);
    }

    private Machinery machinery() {
        return Objects.requireNonNull(machinery, NOT_STARTED);
    }

    public Feeds feeds() {
        return machinery().feeds;
    }

    public Preview preview() {
        return machinery().preview;
    }

    public DigestRoutes digests() {
        return machinery().digestRoutes;
    }

    public Dispatcher dispatcher() {
        return machinery().dispatcher;
    }

    public TestDeliveries testDeliveries() {
        return machinery().testDeliveries;
    }

    public Snapshots snapshots() {
        return machinery().snapshots;
    }

    /** Mails the operator what happened, if the time has come. */
    public void tellOperator() throws IOException {
        machinery().budgetNotices.look();
        machinery().operator.tell();
    }

    public WakeUps wakeUps() {
        return machinery().wakeUps;
    }

    /** What the operator is to hear of. */
    public OperatorNotices notices() {
        return machinery().notices;
    }

    public Ledger ledger() {
        return machinery().ledger;
    }

    public Deliveries deliveries() {
        return new Deliveries(store());
    }

    public Sinks sinks() {
        return new Sinks(store(), clock);
    }

    public ProgramEvents programEvents() {
        return programEvents;
    }

    public Settings settings() {
        return Objects.requireNonNull(settings, NOT_STARTED);
    }

    public StoredBudget budget() {
        return machinery().budget;
    }

    @Override
    public void close() {
        try {
            if (context() != null) {
                Underway.of(context()).stop(GRACE);
            }
            main.stop();
            main.shutdown();
        } finally {
            console.close();
            endTracing.run();
            checker.close();
            if (machinery != null) {
                machinery.documents.close();
            }
            if (nodes != null) {
                nodes.close();
            }
            if (store != null) {
                store.close();
            }
        }
    }
}

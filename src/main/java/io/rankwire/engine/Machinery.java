package io.rankwire.engine;

import io.rankwire.account.LocalPace;
import io.rankwire.account.Pace;
import io.rankwire.account.SharedPace;
import io.rankwire.account.StoppedAccounts;
import io.rankwire.account.StoredBudget;
import io.rankwire.delivery.DeliveryClaims;
import io.rankwire.delivery.Digests;
import io.rankwire.delivery.Ledger;
import io.rankwire.delivery.OperatorNotices;
import io.rankwire.delivery.Receipts;
import io.rankwire.delivery.RetrySchedule;
import io.rankwire.document.export.Exporter;
import io.rankwire.document.export.SharedDocuments;
import io.rankwire.document.report.ReportWriter;
import io.rankwire.event.ProgramEvents;
import io.rankwire.kamelet.Feeds;
import io.rankwire.kamelet.Sources;
import io.rankwire.operator.desk.WakeUps;
import io.rankwire.poll.PollRequests;
import io.rankwire.poll.Polls;
import io.rankwire.poll.Waits;
import io.rankwire.poll.asking.Backoff;
import io.rankwire.ranking.Latest;
import io.rankwire.ranking.Snapshots;
import io.rankwire.route.digest.DigestRoutes;
import io.rankwire.route.digest.GatherDigest;
import io.rankwire.route.dispatch.Dispatcher;
import io.rankwire.route.dispatch.TestDeliveries;
import io.rankwire.route.polling.BudgetNotices;
import io.rankwire.route.polling.FeedNotices;
import io.rankwire.route.polling.FeedPolicy;
import io.rankwire.route.polling.PollSteps;
import io.rankwire.route.polling.PollsOnDemand;
import io.rankwire.route.polling.PublishStep;
import io.rankwire.route.polling.RowSteps;
import io.rankwire.route.step.ExactNumbers;
import io.rankwire.route.step.Reports;
import io.rankwire.route.step.SinkSteps;
import io.rankwire.route.step.Steps;
import io.rankwire.settings.Home;
import io.rankwire.settings.Settings;
import io.rankwire.store.Dialect;
import io.rankwire.store.Store;
import io.rankwire.transport.drop.DropSteps;
import io.rankwire.transport.mail.MailServer;
import io.rankwire.transport.mail.MailSteps;
import io.rankwire.transport.mail.OperatorSteps;
import io.rankwire.transport.mail.Preview;
import io.rankwire.transport.webhook.WebhookSteps;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.Registry;

/** Everything that routes are made to work with, put together over one store, under the names that kamelets call it by. */
final class Machinery {
    /** What it stands on. */
    record Ground(
            ModelCamelContext context,
            Home home,
            Settings settings,
            Store store,
            Clock clock,
            ProgramEvents programEvents) {
        void bind(String name, Object part) {
            context.getRegistry().bind(name, part);
        }
    }

    private final Ground ground;
    private final Sources sources;
    final Feeds feeds;
    final Snapshots snapshots;
    final StoredBudget budget;
    final OperatorNotices notices;
    final OperatorSteps operator;
    final BudgetNotices budgetNotices;
    final Ledger ledger;
    final Dispatcher dispatcher;
    final TestDeliveries testDeliveries;
    final PollsOnDemand demanded;
    final DigestRoutes digestRoutes;
    final SharedDocuments documents;
    final Preview preview;
    final WakeUps wakeUps;

    Machinery(Ground ground) throws Exception {
        this.ground = ground;
        Store store = ground.store();
        Clock clock = ground.clock();
        sources = new Sources(ground.home());
        feeds = new Feeds(ground.context(), sources, ground.settings());
        snapshots = new Snapshots(store);
        budget = new StoredBudget(store, clock, ground.settings().zone());
        notices = new OperatorNotices(store, clock);
        operator = new OperatorSteps(ground.context(), notices, ground.home(), clock);
        budgetNotices = new BudgetNotices(
                () -> budget.thisMonth(ground.settings(), ground.settings().accounts()), notices);
        ledger = new Ledger(store, clock);
        wakeUps = new WakeUps(feeds, ledger, new StoppedAccounts(store, clock), ground.programEvents());
        Digests digests = new Digests(store, clock);
        Path spool = ground.home().data().resolve("spool");
        dispatcher = new Dispatcher(
                ground.context(), new DeliveryClaims(store, clock, this::schedule, spool), ground.programEvents());
        testDeliveries = new TestDeliveries(ground.context(), spool, new Latest(store), dispatcher.sinkGate(), clock);
        demanded = new PollsOnDemand(feeds, new PollRequests(store, clock), dispatcher.sinkGate(), clock);
        Reports reports = new Reports(
                ground.context(),
                new ReportWriter(snapshots, ground.home().config().resolve("templates")),
                sources);
        documents = new SharedDocuments(new Exporter(snapshots, clock, reports::moneyColumns), spool.resolve("shared"));
        GatherDigest gathering = new GatherDigest(feeds, snapshots, digests, reports, clock);
        digestRoutes = new DigestRoutes(ground.context(), gathering, digests, clock);
        ground.bind("feeds", feeds);
        ground.bind("trials", testDeliveries);
        ground.bind("reports", reports);
        ground.bind("demanded", demanded);
        ground.bind("digest-routes", digestRoutes);
        bindPolling(digests);
        preview = bindSinks(reports);
        bindTimers(gathering);
    }

    private void bindPolling(Digests digests) {
        Registry registry = ground.context().getRegistry();
        ground.context()
                .addRoutePolicyFactory(new FeedPolicy(
                        ground.programEvents(),
                        new FeedNotices(notices, new StoppedAccounts(ground.store(), ground.clock()))));
        Polls.Spending spending = new Polls.Spending(ground.settings(), budget, pace());
        Polls polls = new Polls(
                ground.store(),
                spending,
                ground.clock(),
                Backoff.DEFAULT.limitedTo(ground.settings().retryAfterLimit()));
        new PollSteps(ground.context(), polls, sources, ground.clock(), ground.programEvents()).bind(registry);
        new RowSteps().bind(registry);
        ExactNumbers.bind(ground.context());
        Steps.bind(registry, "publish", new PublishStep(ledger, digests, ground.programEvents()));
    }

    private Preview bindSinks(Reports reports) throws Exception {
        Registry registry = ground.context().getRegistry();
        Home home = ground.home();
        SinkSteps steps = new SinkSteps(documents, reports, home);
        steps.bind(registry);
        MailServer server = new MailServer(ground.context(), home, ground.clock());
        MailSteps mails = new MailSteps(server, new Receipts(ground.store()));
        mails.bind(registry);
        new WebhookSteps(ground.context(), home, snapshots, ground.clock()).bind(registry);
        new DropSteps(ground.context(), home, ground.clock()).bind(registry);
        return new Preview(ground.context(), steps, mails);
    }

    private void bindTimers(GatherDigest gathering) {
        Registry registry = ground.context().getRegistry();
        operator.bind(registry);
        budgetNotices.bind(registry);
        Steps.bind(registry, "gather-digest", gathering);
        Steps.repeated(registry, "take-poll-requests", exchange -> demanded.take());
        Steps.repeated(
                registry,
                "look-at-clock",
                new ClockWatch(
                        ground.context(), new Waits(ground.store(), ground.clock()), ground.clock(), System::nanoTime));
        Steps.repeated(registry, "catch-up-digests", exchange -> digestRoutes.catchUpStarted());
    }

    /** {@code <sink>.retries = 10s, 5m, 1h} sets a sink's own. */
    private RetrySchedule schedule(String sink) {
        String key = sink + ".retries";
        return ground.settings()
                .find(key)
                .map(waits -> RetrySchedule.parse(key, waits))
                .orElse(RetrySchedule.DEFAULT)
                .limitedTo(ground.settings().retryAfterLimit());
    }

    /** Nodes on one server go at an account's pace together. */
    private Pace pace() {
        return ground.store().address().dialect() == Dialect.POSTGRESQL
                ? new SharedPace(ground.store(), ground.clock())
                : new LocalPace();
    }
}

package io.rankwire.app;

import io.rankwire.camel.BudgetNotices;
import io.rankwire.camel.ClockWatch;
import io.rankwire.camel.DigestRoutes;
import io.rankwire.camel.Dispatcher;
import io.rankwire.camel.DropSteps;
import io.rankwire.camel.ExactNumbers;
import io.rankwire.camel.FeedNotices;
import io.rankwire.camel.FeedPolicy;
import io.rankwire.camel.Feeds;
import io.rankwire.camel.GatherDigest;
import io.rankwire.camel.Happenings;
import io.rankwire.camel.Home;
import io.rankwire.camel.MailServer;
import io.rankwire.camel.MailSteps;
import io.rankwire.camel.OperatorSteps;
import io.rankwire.camel.PollSteps;
import io.rankwire.camel.PollsOnDemand;
import io.rankwire.camel.Preview;
import io.rankwire.camel.PublishStep;
import io.rankwire.camel.Reports;
import io.rankwire.camel.RowSteps;
import io.rankwire.camel.Settings;
import io.rankwire.camel.SinkSteps;
import io.rankwire.camel.Sources;
import io.rankwire.camel.Steps;
import io.rankwire.camel.Trials;
import io.rankwire.camel.WakeUps;
import io.rankwire.camel.WebhookSteps;
import io.rankwire.delivery.Deliveries;
import io.rankwire.delivery.Digests;
import io.rankwire.delivery.Ledger;
import io.rankwire.delivery.MailReceipts;
import io.rankwire.delivery.Notices;
import io.rankwire.delivery.RetrySchedule;
import io.rankwire.delivery.Shipments;
import io.rankwire.delivery.Turns;
import io.rankwire.document.Exporter;
import io.rankwire.document.ReportWriter;
import io.rankwire.ranking.Backoff;
import io.rankwire.ranking.Dialect;
import io.rankwire.ranking.Latest;
import io.rankwire.ranking.PollRequests;
import io.rankwire.ranking.Polls;
import io.rankwire.ranking.SharedPace;
import io.rankwire.ranking.Snapshots;
import io.rankwire.ranking.StoppedAccounts;
import io.rankwire.ranking.Store;
import io.rankwire.ranking.StoredBudget;
import io.rankwire.ranking.Waits;
import io.rankwire.vendor.LocalPace;
import io.rankwire.vendor.Pace;
import java.time.Clock;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.Registry;

/** Everything that routes are made to work with, put together over one store, under the names that kamelets call it by. */
final class Machinery {
    /** What it stands on. */
    record Ground(
            ModelCamelContext context, Home home, Settings settings, Store store, Clock clock, Happenings happenings) {
        void bind(String name, Object part) {
            context.getRegistry().bind(name, part);
        }
    }

    private final Ground ground;
    private final Sources sources;
    final Feeds feeds;
    final Snapshots snapshots;
    final StoredBudget budget;
    final Notices notices;
    final OperatorSteps operator;
    final BudgetNotices budgetNotices;
    final Ledger ledger;
    final Dispatcher dispatcher;
    final Trials trials;
    final PollsOnDemand demanded;
    final DigestRoutes digestRoutes;
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
        notices = new Notices(store, clock);
        operator = new OperatorSteps(ground.context(), notices, ground.home(), clock);
        budgetNotices = new BudgetNotices(
                () -> budget.thisMonth(ground.settings(), ground.settings().accounts()), notices);
        ledger = new Ledger(store, clock);
        wakeUps = new WakeUps(feeds, ledger, new StoppedAccounts(store, clock), ground.happenings());
        Digests digests = new Digests(store, clock);
        Shipments shipments = new Shipments(
                snapshots, new Deliveries(store), digests, ground.home().data().resolve("spool"));
        dispatcher = new Dispatcher(
                ground.context(), ledger, new Turns(store, clock, this::schedule), shipments, ground.happenings());
        trials = new Trials(ground.context(), shipments, new Latest(store), dispatcher.turnstile(), clock);
        demanded = new PollsOnDemand(feeds, new PollRequests(store, clock), dispatcher.turnstile(), clock);
        Reports reports = new Reports(
                ground.context(),
                new ReportWriter(snapshots, ground.home().config().resolve("templates")),
                sources);
        GatherDigest gathering = new GatherDigest(feeds, snapshots, digests, reports, clock);
        digestRoutes = new DigestRoutes(ground.context(), gathering, digests, clock);
        ground.bind("feeds", feeds);
        ground.bind("trials", trials);
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
                        ground.happenings(),
                        new FeedNotices(notices, new StoppedAccounts(ground.store(), ground.clock()))));
        Polls.Spending spending = new Polls.Spending(ground.settings(), budget, pace());
        Polls polls = new Polls(
                ground.store(),
                spending,
                ground.clock(),
                Backoff.DEFAULT.limitedTo(ground.settings().retryAfterLimit()));
        new PollSteps(polls, sources, ground.settings(), ground.clock(), ground.happenings()).bind(registry);
        new RowSteps().bind(registry);
        ExactNumbers.bind(ground.context());
        Steps.bind(registry, "publish", new PublishStep(ledger, digests, ground.happenings()));
    }

    private Preview bindSinks(Reports reports) throws Exception {
        Registry registry = ground.context().getRegistry();
        Home home = ground.home();
        SinkSteps documents =
                new SinkSteps(new Exporter(snapshots, ground.clock(), reports::moneyColumns), reports, snapshots, home);
        documents.bind(registry);
        MailServer server = new MailServer(ground.context(), home, ground.clock());
        MailSteps mails = new MailSteps(server, new MailReceipts(ground.store()));
        mails.bind(registry);
        new WebhookSteps(ground.context(), home, snapshots, ground.clock()).bind(registry);
        new DropSteps(ground.context(), home, ground.clock()).bind(registry);
        return new Preview(ground.context(), documents, mails);
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

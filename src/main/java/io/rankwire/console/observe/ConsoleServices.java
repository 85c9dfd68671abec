package io.rankwire.console.observe;

import io.rankwire.account.StoredBudget;
import io.rankwire.delivery.Deliveries;
import io.rankwire.delivery.Ledger;
import io.rankwire.delivery.Sinks;
import io.rankwire.event.ProgramEvents;
import io.rankwire.kamelet.Feeds;
import io.rankwire.operator.desk.LoadedRoute;
import io.rankwire.operator.desk.RouteDesk;
import io.rankwire.poll.PollRequests;
import io.rankwire.ranking.Snapshots;
import io.rankwire.route.digest.DigestRoutes;
import io.rankwire.route.dispatch.TestDeliveries;
import io.rankwire.route.polling.PollsOnDemand;
import io.rankwire.route.step.Reports;
import io.rankwire.settings.Home;
import io.rankwire.settings.Settings;
import io.rankwire.store.Store;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;

/** What the pages are made of. */
public record ConsoleServices(CamelContext context, RouteDesk desk, Store store, Ledger ledger, Clock clock) {

    public Settings settings() {
        return new Settings(context);
    }

    public Snapshots snapshots() {
        return new Snapshots(store);
    }

    public Deliveries deliveries() {
        return new Deliveries(store);
    }

    public Sinks sinks() {
        return new Sinks(store, clock);
    }

    /** The sinks that are loaded, in order. */
    public List<String> sinkNames() {
        return desk.others().stream()
                .filter(route -> route.file().resolveSibling("").endsWith("sinks"))
                .map(LoadedRoute::routeId)
                .sorted()
                .toList();
    }

    public Home home() {
        return context.getRegistry().findSingleByType(Home.class);
    }

    public Feeds feeds() {
        return context.getRegistry().findSingleByType(Feeds.class);
    }

    /** What every account spent this month, and what it may. */
    public List<StoredBudget.Standing> budgets() {
        Settings settings = settings();
        return new StoredBudget(store, clock, settings.zone()).thisMonth(settings, settings.accounts());
    }

    public Reports reports() {
        return context.getRegistry().findSingleByType(Reports.class);
    }

    public TestDeliveries testDeliveries() {
        return context.getRegistry().findSingleByType(TestDeliveries.class);
    }

    public DigestRoutes digests() {
        return context.getRegistry().findSingleByType(DigestRoutes.class);
    }

    public PollsOnDemand demanded() {
        return context.getRegistry().findSingleByType(PollsOnDemand.class);
    }

    public PollRequests requests() {
        return new PollRequests(store, clock);
    }

    public ProgramEvents programEvents() {
        return context.getRegistry().findSingleByType(ProgramEvents.class);
    }
}

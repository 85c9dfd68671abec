package io.rankwire.console;

import io.rankwire.camel.DigestRoutes;
import io.rankwire.camel.Feeds;
import io.rankwire.camel.Happenings;
import io.rankwire.camel.Home;
import io.rankwire.camel.PollsOnDemand;
import io.rankwire.camel.Reports;
import io.rankwire.camel.RouteDesk;
import io.rankwire.camel.Settings;
import io.rankwire.camel.Trials;
import io.rankwire.delivery.Deliveries;
import io.rankwire.delivery.Ledger;
import io.rankwire.delivery.Sinks;
import io.rankwire.ranking.PollRequests;
import io.rankwire.ranking.Snapshots;
import io.rankwire.ranking.Store;
import io.rankwire.ranking.StoredBudget;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;

/** What the pages are made of. */
public record Backstage(CamelContext context, RouteDesk desk, Store store, Ledger ledger, Clock clock) {

    Settings settings() {
        return new Settings(context);
    }

    Snapshots snapshots() {
        return new Snapshots(store);
    }

    Deliveries deliveries() {
        return new Deliveries(store);
    }

    Sinks sinks() {
        return new Sinks(store, clock);
    }

    /** The sinks that are loaded, in order. */
    List<String> sinkNames() {
        return desk.others().stream()
                .filter(route -> route.file().getParent().endsWith("sinks"))
                .map(RouteDesk.Loaded::routeId)
                .sorted()
                .toList();
    }

    Home home() {
        return context.getRegistry().findSingleByType(Home.class);
    }

    Feeds feeds() {
        return context.getRegistry().findSingleByType(Feeds.class);
    }

    /** What every account spent this month, and what it may. */
    List<StoredBudget.Standing> budgets() {
        Settings settings = settings();
        return new StoredBudget(store, clock, settings.zone()).thisMonth(settings, settings.accounts());
    }

    Reports reports() {
        return context.getRegistry().findSingleByType(Reports.class);
    }

    Trials trials() {
        return context.getRegistry().findSingleByType(Trials.class);
    }

    DigestRoutes digests() {
        return context.getRegistry().findSingleByType(DigestRoutes.class);
    }

    PollsOnDemand demanded() {
        return context.getRegistry().findSingleByType(PollsOnDemand.class);
    }

    PollRequests requests() {
        return new PollRequests(store, clock);
    }

    Happenings happenings() {
        return context.getRegistry().findSingleByType(Happenings.class);
    }
}

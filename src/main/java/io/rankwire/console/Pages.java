package io.rankwire.console;

import io.rankwire.console.observe.ConsoleServices;

/** Every page at its path. */
final class Pages {
    private final ConsoleServices stage;
    private final FeedStates states;

    Pages(ConsoleServices stage, FeedStates states) {
        this.stage = stage;
        this.states = states;
    }

    void addTo(Console console) {
        FeedPage feed = new FeedPage(stage, states);
        SnapshotPage snapshot = new SnapshotPage(stage);
        DeliveryPages deliveries = new DeliveryPages(stage);
        console.page("/", "overview", new OverviewPage(stage, states)::show);
        console.page("/feeds/:feed", "feed", feed::show);
        console.page("/snapshots/:id", "snapshot", snapshot::show);
        console.page("/deliveries", "deliveries", deliveries::list);
        console.page("/deliveries/:id", "delivery", deliveries::show);
        console.page("/sinks", "sinks", new SinksPage(stage)::show);
        console.page("/files", "files", new FilesPage(stage)::show);
        Downloads downloads = new Downloads(stage);
        console.raw("/snapshots/:id/download/:format", downloads::document);
        console.raw("/snapshots/:id/report", downloads::report);
        console.raw("/sign-in", context -> console.html(context, 200, console.signIn(context, false)));
    }
}

package io.rankwire.console;

import io.rankwire.console.DeliveryPages.DeliveriesView;
import io.rankwire.console.DeliveryPages.DeliveryView;
import io.rankwire.console.FeedPage.FeedView;
import io.rankwire.console.FilesPage.FilesView;
import io.rankwire.console.OverviewPage.Overview;
import io.rankwire.console.SinksPage.SinksView;
import io.rankwire.console.SnapshotPage.SnapshotView;
import io.rankwire.console.observe.ConsoleServices;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every page: its path, its template, and what it shows. */
final class Pages {
    static final List<Page<?>> ALL = List.of(
            new Page<>(
                    "/",
                    "overview",
                    "Overview",
                    Overview.class,
                    (stage, states) -> new OverviewPage(stage, states)::show),
            new Page<>(
                    "/feeds/:feed", "feed", null, FeedView.class, (stage, states) -> new FeedPage(stage, states)::show),
            new Page<>(
                    "/snapshots/:id",
                    "snapshot",
                    null,
                    SnapshotView.class,
                    (stage, states) -> new SnapshotPage(stage)::show),
            new Page<>(
                    "/deliveries",
                    "deliveries",
                    "Deliveries",
                    DeliveriesView.class,
                    (stage, states) -> new DeliveryPages(stage)::list),
            new Page<>(
                    "/deliveries/:id",
                    "delivery",
                    null,
                    DeliveryView.class,
                    (stage, states) -> new DeliveryPages(stage)::show),
            new Page<>("/sinks", "sinks", "Sinks", SinksView.class, (stage, states) -> new SinksPage(stage)::show),
            new Page<>("/files", "files", "Files", FilesView.class, (stage, states) -> new FilesPage(stage)::show));

    private Pages() {}

    /**
     * A page.
     *
     * @param path where it is, with {@code :name} for what is asked for; its JSON twin is below {@code /api}
     * @param template the name of its template
     * @param tab what it is called where every page leads to it; null for one that is reached otherwise
     * @param shown what the page and its twin show
     * @param maker of what gives that
     */
    record Page<T>(String path, String template, @Nullable String tab, Class<T> shown, Maker<T> maker) {
        private void addTo(Site site, ConsoleServices stage, FeedStates states) {
            site.page(path, template, maker.make(stage, states));
        }
    }

    interface Maker<T> {
        Function<Question, T> make(ConsoleServices stage, FeedStates states);
    }

    static List<View.Tab> tabs() {
        return ALL.stream()
                .filter(page -> page.tab() != null)
                .map(page -> new View.Tab(page.path(), page.tab()))
                .toList();
    }

    static void addTo(Site site, ConsoleServices stage, FeedStates states) {
        ALL.forEach(page -> page.addTo(site, stage, states));
        Downloads downloads = new Downloads(stage);
        site.raw("/snapshots/:id/download/:format", downloads::document);
        site.raw("/snapshots/:id/report", downloads::report);
    }
}

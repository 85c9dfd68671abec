package io.rankwire.bench;

import io.rankwire.engine.Engine;
import io.rankwire.operator.check.ManyFiles;
import io.rankwire.operator.desk.FileState;
import io.rankwire.operator.desk.RouteDesk;
import io.rankwire.settings.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an operator with many files waits for: a check of all of them, and an edit of one that is taken over. */
final class Editing {
    /** An edit counts once it was seen twice; the third look finds nothing to do. */
    private static final int LOOKS = 3;

    private final Report report;
    private final Path folder;

    Editing(Report report, Path folder) {
        this.report = report;
        this.folder = folder;
    }

    /** The command, from its start to its end. */
    void check(int files, int runs) throws Exception {
        Path home = home(files);
        List<Double> seconds = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            Program.Cost cost = Program.in(folder).rankwire("check", "--home", home.toString());
            seconds.add(cost.wall());
            cpu.add(cost.cpu());
        }
        report.atMost("check of " + files + " files", "wall s", Report.Figures.of(seconds), 10);
        report.note(
                "check of " + files + " files", "CPU s", Report.Figures.of(cpu).median());
    }

    /** The looks that check an edited file, build it and put it in the old one's place. */
    void swaps(int files, int edits) throws Exception {
        Path home = home(files);
        Path feed = home.resolve("routes/feed-0.camel.yaml");
        String text = Files.readString(feed);
        List<Double> millis = new ArrayList<>();
        try (Engine engine = new Engine(new Home(home), Clock.systemUTC(), Map.of()).start()) {
            RouteDesk desk = engine.desk();
            desk.load(false);
            for (int edit = 1; edit <= edits; edit++) {
                Files.writeString(feed, text.replace("maxRows: 100", "maxRows: " + edit));
                millis.add(slowestLook(desk));
            }
            long swapped = desk.files().stream()
                    .filter(file -> file.status() == FileState.Status.LOADED)
                    .count();
            if (swapped < files) {
                throw new IllegalStateException(swapped + " of " + files + " files are loaded");
            }
        }
        report.atMost("swap of one of " + files + " files", "ms", Report.Figures.of(millis), 100);
        report.note(
                "swap of one of " + files + " files, the slowest of " + edits,
                "ms",
                millis.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    private static double slowestLook(RouteDesk desk) {
        double slowest = 0;
        for (int look = 0; look < LOOKS; look++) {
            long begin = System.nanoTime();
            desk.look();
            slowest = Math.max(slowest, (System.nanoTime() - begin) / 1e6);
        }
        return slowest;
    }

    private Path home(int files) throws Exception {
        Path home = folder.resolve("many");
        Homes.clear(home);
        ManyFiles.write(home, files);
        return home;
    }
}

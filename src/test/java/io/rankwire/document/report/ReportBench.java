package io.rankwire.document.report;

import com.sun.management.OperatingSystemMXBean;
import io.rankwire.document.Chosen;
import io.rankwire.document.Rankings;
import io.rankwire.ranking.Snapshot;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the report of 500 rows costs once warm, in CPU time of the whole process. Run by hand: {@code main}. */
final class ReportBench {
    private static final int WARM = 40;
    private static final int MEASURED = 40;

    private ReportBench() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Files.createTempDirectory("report-bench");
        try (Rankings rankings = new Rankings(home)) {
            rankings.large(500, "2026-W12");
            Snapshot snapshot = rankings.large(500, "2026-W13");
            ReportWriter writer = new ReportWriter(rankings.snapshots(), home);
            Report.Heading heading = new Report.Heading(Rankings.FEED, null, "Sample top products", Rankings.LAYOUT);
            repeat(WARM, writer, snapshot, heading);
            long before = cpu();
            repeat(MEASURED, writer, snapshot, heading);
            System.out.printf("a report of 500 rows: %.1f ms CPU%n", (cpu() - before) / 1e6 / MEASURED);
        }
    }

    private static void repeat(int times, ReportWriter writer, Snapshot snapshot, Report.Heading heading) {
        for (int i = 0; i < times; i++) {
            Report report =
                    writer.draft(snapshot, heading, Chosen.REPORT).report().get();
            if (report.html().isEmpty()) {
                throw new IllegalStateException("the report is empty");
            }
        }
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}

package io.rankwire.command;

import io.rankwire.command.plan.CheckPlan;
import io.rankwire.command.plan.ConnectCheck;
import io.rankwire.engine.Homes;
import io.rankwire.listing.Listing;
import io.rankwire.operator.check.Checker;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.schedule.ZoneData;
import io.rankwire.settings.Home;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: what is wrong in the operator's files, and what the feeds will do and cost. */
@Command(
        name = "check",
        description =
                "Reports every mistake in the files as file:line:column, when feeds will poll and what that costs."
                        + " Polls and delivers nothing, unless --connect is given.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--json",
            description = "One JSON object per line; kind is mistake, feed, account, zone-data, digest or connection.")
    private boolean json;

    @Option(names = "--sarif", description = "Print the mistakes as SARIF 2.1.0.")
    private boolean sarif;

    @Option(names = "--strict", description = "Treat warnings as mistakes.")
    private boolean strict;

    @Option(
            names = "--connect",
            description =
                    "Also log in at the target of each sink, without delivering anything, and request one row with each"
                            + " account, which costs one request each.")
    private boolean connect;

    @Override
    public Integer call() throws Exception {
        Home home = Homes.home();
        Clock clock = Clock.systemUTC();
        PrintWriter out = spec.commandLine().getOut();
        try (Checker checker = new Checker(home, Map.of())) {
            List<Mistake> mistakes = checker.checkAll();
            if (sarif) {
                out.println(Sarif.of(mistakes));
                out.flush();
                return exit(mistakes);
            }
            tell(mistakes, out);
            CheckPlan plan = new CheckPlan(home, clock, spec.commandLine().getErr());
            plan.tell(checker.plans(), json, out);
            CheckPlan.tellZoneData(ZoneData.ofSystem(), json, out);
            plan.tellDigests(checker.digests(), json, out);
            boolean connected =
                    !connect || new ConnectCheck(home, clock, spec.commandLine().getErr()).tell(checker, json, out);
            int exit = exit(mistakes);
            return exit == ExitCode.OK && !connected ? ExitCode.SOFTWARE : exit;
        }
    }

    private int exit(List<Mistake> mistakes) {
        boolean wrong = mistakes.stream().anyMatch(mistake -> strict || mistake.isError());
        return wrong ? ExitCode.USAGE : ExitCode.OK;
    }

    private void tell(List<Mistake> mistakes, PrintWriter out) {
        if (json) {
            Listing.print(mistakes.stream().map(CheckCommand::line).toList(), true, out);
            return;
        }
        mistakes.forEach(mistake -> out.println(mistake.line()));
        long errors = mistakes.stream().filter(Mistake::isError).count();
        out.println(
                mistakes.isEmpty()
                        ? "no mistakes"
                        : count(errors, "mistake") + ", " + count(mistakes.size() - errors, "warning"));
        out.flush();
    }

    private static String count(long number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    private static Map<String, Object> line(Mistake mistake) {
        Map<String, Object> line = new java.util.LinkedHashMap<>();
        line.put("kind", "mistake");
        line.put("file", mistake.file());
        line.put("line", mistake.place().line());
        line.put("column", mistake.place().column());
        line.put("severity", mistake.severity().word());
        line.put("rule", mistake.rule().word());
        line.put("message", mistake.message());
        return line;
    }
}

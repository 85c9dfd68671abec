package io.rankwire.command.catalogue;

import io.rankwire.engine.Homes;
import io.rankwire.kamelet.Kamelet;
import io.rankwire.kamelet.Kamelets;
import io.rankwire.listing.Listing;
import io.rankwire.operator.check.Checker;
import io.rankwire.operator.plan.FeedPlan;
import io.rankwire.settings.Home;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sources}: the rankings that can be polled. */
@Command(
        name = "sources",
        description = {
            "Lists every source with its vendor, periods and cost, and below it the feeds that poll it.",
            "Costs are the most that one poll and the polls of a month take: of a source at its defaults, of a feed at"
                    + " its settings."
        })
public final class SourcesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Home home = Homes.home();
        List<FeedPlan> plans;
        try (Checker checker = new Checker(home, Map.of())) {
            plans = checker.plans();
        }
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Kamelets kamelets = new Kamelets(context, home.routes().resolve("kamelets"));
            List<Map<String, Object>> lines = kamelets.names().stream()
                    .flatMap(name -> kamelets.find(name).flatMap(Kamelet::source).stream())
                    .flatMap(source -> Stream.concat(
                            Stream.of(SourceCost.ofDefaults(source)),
                            plans.stream()
                                    .filter(plan -> plan.source().name().equals(source.name()))
                                    .map(SourceCost::of)))
                    .map(cost -> json ? cost.json() : cost.row())
                    .toList();
            Listing.print(lines, json, spec.commandLine().getOut());
        }
        return ExitCode.OK;
    }
}

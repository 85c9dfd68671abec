package io.rankwire.command;

import io.rankwire.account.StoppedAccounts;
import io.rankwire.account.StoredBudget;
import io.rankwire.listing.Listing;
import io.rankwire.settings.Settings;
import io.rankwire.text.OperatorMistake;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code budget}: what was spent. */
@Command(name = "budget", description = "Lists what each account spent per month.")
final class BudgetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Override
    public Integer call() {
        return OpenStore.with((store, settings) -> {
            List<Map<String, Object>> lines = new StoredBudget(store, Clock.systemUTC(), settings.zone())
                    .spent(settings.accounts()).stream()
                            .map(spent -> line(spent, settings))
                            .toList();
            Listing.print(lines, json, spec.commandLine().getOut());
            tellStopped(new StoppedAccounts(store, Clock.systemUTC()));
            return ExitCode.OK;
        });
    }

    private void tellStopped(StoppedAccounts accounts) {
        accounts.list().forEach(stopped -> spec.commandLine()
                .getErr()
                .println("account " + stopped.account() + " is stopped"
                        + (stopped.until().equals(Instant.MAX) ? "" : " until " + stopped.until()) + ": "
                        + stopped.reason() + "; change its settings or use `rankwire budget resume "
                        + stopped.account() + "`"));
    }

    /** {@code budget resume}: an account that was stopped is asked again. */
    @Command(name = "resume", description = "Resumes an account that was stopped.")
    int resume(@Parameters(paramLabel = "ACCOUNT", description = "The account.") String account) {
        return OpenStore.with(store -> {
            if (!new StoppedAccounts(store, Clock.systemUTC()).resume(account)) {
                throw new OperatorMistake("account " + account + " is not stopped");
            }
            return ExitCode.OK;
        });
    }

    private static Map<String, Object> line(StoredBudget.Spent spent, Settings settings) {
        OptionalLong limit = settings.account(spent.account()).monthlyLimit();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("account", spent.account());
        line.put("window", spent.month());
        line.put("unit", spent.unit());
        line.put("used", spent.used());
        line.put("limit", limit.isPresent() ? (Long) limit.getAsLong() : null);
        return line;
    }
}

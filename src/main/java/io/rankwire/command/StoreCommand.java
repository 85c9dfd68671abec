package io.rankwire.command;

import io.rankwire.engine.Engine;
import io.rankwire.engine.Homes;
import io.rankwire.store.Dialect;
import io.rankwire.store.Store;
import io.rankwire.store.StoreAddress;
import io.rankwire.store.StoreCopy;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code store}: moves what is kept from one database to another. */
@Command(name = "store", description = "Moves the store from one database to another.")
final class StoreCommand {
    @Spec
    private CommandSpec spec;

    /** Both addresses are as in {@code rankwire.store.url}; a server's login is that of {@code rankwire.store.*}. */
    @Command(
            name = "copy",
            description = {
                "Copies everything to an empty store, verified row by row: all or nothing.",
                "The login for PostgreSQL is rankwire.store.username and rankwire.store.password in"
                        + " config/rankwire.properties, or RANKWIRE_STORE_USERNAME and RANKWIRE_STORE_PASSWORD; they"
                        + " may be set while rankwire.store.url still names the file."
            })
    int copy(
            @Option(
                            names = "--from",
                            required = true,
                            paramLabel = "URL",
                            description = "jdbc:sqlite:… or jdbc:postgresql:…")
                    String from,
            @Option(
                            names = "--to",
                            required = true,
                            paramLabel = "URL",
                            description = "The target store, in the same form.")
                    String to) {
        try (Engine engine = new Engine(Homes.home(), Clock.systemUTC(), Map.of()).prepare();
                Store source = Store.open(address(engine, from));
                Store target = Store.open(address(engine, to))) {
            PrintWriter out = spec.commandLine().getOut();
            new StoreCopy(source, target, Clock.systemUTC())
                    .run()
                    .forEach(copied -> out.printf(
                            "%-20s %10d rows  checksum %s%n", copied.table(), copied.rows(), copied.checksum()));
            out.println("Copied. Set rankwire.store.url = " + target.address());
            out.flush();
            return ExitCode.OK;
        }
    }

    private static StoreAddress address(Engine engine, String url) {
        StoreAddress address = StoreAddress.of(url, engine.home().folder());
        return address.dialect() == Dialect.POSTGRESQL
                ? address.login(
                        engine.settings().findSecret("rankwire.store.username"),
                        engine.settings().findSecret("rankwire.store.password"))
                : address.login(Optional.empty(), Optional.empty());
    }
}

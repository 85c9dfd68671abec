package io.rankwire.command;

import io.rankwire.delivery.Ledger;
import io.rankwire.delivery.Sinks;
import io.rankwire.engine.Engine;
import io.rankwire.engine.Homes;
import io.rankwire.log.Logs;
import io.rankwire.settings.Settings;
import io.rankwire.store.Store;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The store of the operator's home, for commands that only look. */
final class OpenStore {
    private OpenStore() {}

    static <T> T with(Function<Store, T> use) {
        return with((store, settings) -> use.apply(store));
    }

    /** What a command does with the store and the settings. */
    interface Use<T> {
        T with(Store store, Settings settings);
    }

    /** The ledger, for looking and for what operators change by hand. */
    static Ledger ledger(Store store) {
        return new Ledger(store, Clock.systemUTC());
    }

    /** How the sinks are doing, and their switches. */
    static Sinks sinks(Store store) {
        return new Sinks(store, Clock.systemUTC());
    }

    static <T> T with(Use<T> use) {
        Optional<Settings> settings = Settings.of(Homes.home());
        if (settings.isEmpty()) {
            try (Engine engine = new Engine(Homes.home(), Clock.systemUTC(), Map.of()).prepare()) {
                return look(engine.settings(), use);
            }
        }
        Logs.writeAs(settings.get().find("rankwire.logs").orElse("text"));
        settings.get().learnSecrets();
        return look(settings.get(), use);
    }

    private static <T> T look(Settings settings, Use<T> use) {
        try (Store store = Store.look(settings.store(Homes.home().folder()))) {
            return use.with(store, settings);
        }
    }
}

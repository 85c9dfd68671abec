package io.rankwire.command.plan;

import io.rankwire.engine.Engine;
import io.rankwire.listing.Listing;
import io.rankwire.operator.check.Checker;
import io.rankwire.operator.plan.Transport;
import io.rankwire.route.polling.FirstPage;
import io.rankwire.settings.Home;
import io.rankwire.text.Failure;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Goes to every account that is asked and every place that something is delivered to, and delivers nothing. */
public final class ConnectCheck {
    private final Home home;
    private final Clock clock;
    private final PrintWriter err;

    public ConnectCheck(Home home, Clock clock, PrintWriter err) {
        this.home = home;
        this.clock = clock;
        this.err = err;
    }

    /** Says of each how it went, and before that what it will cost; whether all went well. */
    public boolean tell(Checker checker, boolean json, PrintWriter out) throws Exception {
        AccountCheck accounts = new AccountCheck(checker.plans());
        PrintWriter before = json ? err : out;
        before.println();
        accounts.prices().forEach(before::println);
        before.flush();
        List<Door> doors = new ArrayList<>();
        try (Engine engine = new Engine(home, clock, Map.of()).start()) {
            doors.addAll(accounts.ask(new FirstPage(engine.context(), engine.settings(), engine.budget(), clock)));
            Connections connections = new Connections(engine.context(), home, clock);
            for (Transport transport : checker.transports()) {
                if (Connections.kinds().contains(transport.kamelet())) {
                    doors.add(sink(connections, transport));
                }
            }
        }
        Listing.print(doors.stream().map(door -> door.line(json)).toList(), json, out);
        return doors.stream().allMatch(door -> door.result().equals(Door.OK));
    }

    private static Door sink(Connections connections, Transport transport) {
        String place = transport.sink() + " (" + transport.kamelet() + ")";
        try {
            return new Door(
                    place, Door.OK, connections.connect(transport.sink(), transport.kamelet(), transport.parameters()));
        } catch (Exception e) {
            // This command reports anything that stands in the way of a delivery.
            return new Door(place, "failed", Failure.line(e));
        }
    }
}

package io.rankwire.app;

import io.rankwire.camel.Connections;
import io.rankwire.camel.Home;
import io.rankwire.camel.check.Checker;
import io.rankwire.camel.check.Transport;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Goes to every place that something is delivered to, and delivers nothing. */
final class ConnectCheck {
    private final Home home;
    private final Clock clock;

    ConnectCheck(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /** Says of each how it went; whether all went well. */
    boolean tell(Checker checker, boolean json, PrintWriter out) throws Exception {
        List<Map<String, Object>> lines = new ArrayList<>();
        try (Engine engine = new Engine(home, clock, Map.of()).start()) {
            Connections connections = new Connections(engine.context(), home, clock);
            for (Transport transport : checker.transports()) {
                if (Connections.kinds().contains(transport.kamelet())) {
                    lines.add(sink(connections, transport));
                }
            }
        }
        if (!json) {
            out.println();
            lines.forEach(line -> line.remove("kind"));
        }
        Listing.print(lines, json, out);
        return lines.stream().allMatch(line -> line.get("result").equals("ok"));
    }

    private static Map<String, Object> sink(Connections connections, Transport transport) {
        try {
            return line(
                    transport.sink() + " (" + transport.kamelet() + ")",
                    "ok",
                    connections.connect(transport.sink(), transport.kamelet(), transport.parameters()));
        } catch (Exception e) {
            // Whatever stands in the way of a delivery is what this command is for.
            return line(transport.sink() + " (" + transport.kamelet() + ")", "failed", Failure.line(e));
        }
    }

    private static Map<String, Object> line(String place, String result, String says) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", "connection");
        line.put("place", place);
        line.put("result", result);
        line.put("says", says);
        return line;
    }
}

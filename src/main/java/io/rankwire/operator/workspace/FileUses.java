package io.rankwire.operator.workspace;

import io.rankwire.kamelet.Kamelet;
import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.RouteFile;
import io.rankwire.operator.routefile.Text;
import io.rankwire.source.Parameter;
import io.rankwire.source.Source;
import io.rankwire.source.SourceRules;
import io.rankwire.text.CommaList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a file of routes uses of other files and of the settings. It holds for as long as the file, the settings and the
 * kamelets are the same.
 *
 * @param feeds those of its routes that poll a source
 * @param publications what its routes publish, and where
 * @param sinks that its kamelets are given
 * @param directs the inputs of routes that it sends to
 * @param properties that it asks for, in placeholders and in parameters that name one
 */
record FileUses(
        List<RouteFile.Route> feeds,
        List<Publication> publications,
        Set<String> sinks,
        Set<String> directs,
        Set<String> properties) {
    static final String DIRECT = "direct";

    private static final List<String> OF_EVERY_ACCOUNT = List.of("url", "requestsPerSecond");

    private static final Set<String> PROPERTIES = Set.of("property", "url-property");

    FileUses {
        feeds = List.copyOf(feeds);
        publications = List.copyOf(publications);
        sinks = Set.copyOf(sinks);
        directs = Set.copyOf(directs);
        properties = Set.copyOf(properties);
    }

    /** A route and a sink that it publishes to. */
    record Publication(String sink, RouteFile.Route route) {}

    static FileUses of(RouteFile file, CheckContext checkContext) {
        Reader reader = new Reader(checkContext);
        file.texts().forEach(text -> reader.properties.addAll(Placeholders.names(text.value())));
        file.allCalls().forEach(reader::read);
        return new FileUses(
                file.routes().stream()
                        .filter(route -> checkContext.sourceCall(route).isPresent())
                        .toList(),
                file.routes().stream()
                        .flatMap(route -> published(route).stream())
                        .toList(),
                reader.sinks,
                reader.directs,
                reader.properties);
    }

    private static List<Publication> published(RouteFile.Route route) {
        List<Publication> published = new ArrayList<>();
        for (Call call : route.calls()) {
            if (call.kamelet().filter("publish"::equals).isPresent()) {
                String sinks = call.option("sinks").map(Text::value).orElse("");
                CommaList.parse(sinks).forEach(sink -> published.add(new Publication(sink, route)));
            }
        }
        return published;
    }

    /** Reads the endpoints that a file names. */
    private static final class Reader {
        private final CheckContext checkContext;
        private final Set<String> sinks = new TreeSet<>();
        private final Set<String> directs = new TreeSet<>();
        private final Set<String> properties = new TreeSet<>();

        Reader(CheckContext checkContext) {
            this.checkContext = checkContext;
        }

        void read(Call call) {
            if (call.scheme().equals(DIRECT) && !call.isInput()) {
                directs.add(call.target());
            }
            call.kamelet().flatMap(checkContext.kamelets()::find).ifPresent(kamelet -> {
                call.given().forEach((name, given) -> read(kamelet, name, given));
                kamelet.source().ifPresent(source -> readAccount(source, call));
            });
        }

        private void readAccount(Source source, Call call) {
            String given = resolved(call.given().getOrDefault("account", ""));
            String account = given.isEmpty() ? source.endpoint().account() : given;
            Stream.concat(OF_EVERY_ACCOUNT.stream(), SourceRules.settings(source.endpoint()).stream())
                    .forEach(property -> properties.add(account + "." + property));
        }

        private void read(Kamelet kamelet, String name, String given) {
            Parameter parameter = kamelet.parameters().get(name);
            String format = CheckContext.format(parameter);
            if (PROPERTIES.contains(format)) {
                properties.add(resolved(given));
            } else if (format.equals("sinks")) {
                sinks.addAll(CommaList.parse(resolved(given)));
            } else if (format.equals("route")) {
                directs.add(resolved(given).replaceFirst("^direct:(//)?", ""));
            }
        }

        private String resolved(String given) {
            return checkContext.placeholders().resolve(given).orElse("").strip();
        }
    }
}

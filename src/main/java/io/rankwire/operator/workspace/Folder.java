package io.rankwire.operator.workspace;

import io.rankwire.kamelet.Kamelet;
import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.Mentions;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.RouteFile;
import io.rankwire.operator.routefile.Text;
import io.rankwire.source.Parameter;
import io.rankwire.text.CommaList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the operator's files define and use, across all of them. */
public final class Folder {
    public static final String ENDING = ".camel.yaml";
    private static final String SINKS = "routes/sinks/";
    private static final String DIRECT = "direct";
    /** The formats of parameters that name something of an operator's. */
    private static final Set<String> REFERENCES = Set.of("sinks", "route");

    private static final Set<String> PROPERTIES = Set.of("property", "url-property");

    private final SortedMap<String, RouteFile> files;
    private final Set<String> names;
    private final CheckContext checkContext;
    private final Map<String, List<Definition>> ids = new HashMap<>();
    private final Map<String, List<Definition>> directs = new HashMap<>();
    private final Set<String> usedSinks = new TreeSet<>();
    private final Set<String> usedDirects = new TreeSet<>();
    private final Set<String> usedProperties = new TreeSet<>();
    private final Set<String> feeds = new TreeSet<>();
    private final Map<String, List<RouteFile.Route>> publishers = new HashMap<>();
    private final Set<String> baseNames = new TreeSet<>();
    private final Set<String> sinks = new LinkedHashSet<>();

    /** A route, and where it is. */
    public record Definition(String file, Place place, RouteFile.Route route) {
        public String where() {
            return file + ":" + place.line() + ":" + place.column();
        }
    }

    /**
     * The files that can be read.
     *
     * @param names of all files, those that cannot be read among them
     */
    public Folder(SortedMap<String, RouteFile> files, Set<String> names, CheckContext checkContext) {
        this.files = new TreeMap<>(files);
        this.names = Set.copyOf(names);
        this.checkContext = checkContext;
        this.files.forEach(this::define);
        this.files.values().forEach(this::use);
        this.names.forEach(name -> baseNames.add(baseName(name)));
        nameSinks();
        checkContext
                .settingsFile()
                .entries()
                .forEach(entry ->
                        usedProperties.addAll(Placeholders.names(entry.value().value())));
    }

    private void define(String file, RouteFile routes) {
        for (RouteFile.Route route : routes.routes()) {
            route.id().ifPresent(id -> ids.computeIfAbsent(id.value(), key -> new ArrayList<>())
                    .add(new Definition(file, id.place(), route)));
            route.input().filter(call -> call.scheme().equals(DIRECT)).ifPresent(call -> directs.computeIfAbsent(
                            call.target(), key -> new ArrayList<>())
                    .add(new Definition(file, call.uri().place(), route)));
            if (source(route).isPresent()) {
                feeds.add(route.name());
            }
        }
    }

    private void nameSinks() {
        names.stream().filter(Folder::isSink).map(Folder::baseName).sorted().forEach(sinks::add);
        directs.forEach((name, routes) -> {
            if (routes.stream().anyMatch(route -> isSink(route.file()))) {
                sinks.add(name);
            }
        });
    }

    private void use(RouteFile routes) {
        routes.routes().forEach(route -> route.calls().stream()
                .filter(call -> call.kamelet().filter("publish"::equals).isPresent())
                .flatMap(call ->
                        CommaList.parse(call.option("sinks").map(Text::value).orElse("")).stream())
                .forEach(sink -> publishers
                        .computeIfAbsent(sink, key -> new ArrayList<>())
                        .add(route)));
        usedProperties.addAll(properties(routes));
        for (Call call : routes.allCalls()) {
            if (call.scheme().equals(DIRECT) && !call.isInput()) {
                usedDirects.add(call.target());
            }
            call.kamelet().flatMap(checkContext.kamelets()::find).ifPresent(kamelet -> use(call, kamelet));
        }
    }

    private void use(Call call, Kamelet kamelet) {
        call.given().forEach((name, given) -> {
            String format = format(kamelet.parameters().get(name));
            if (REFERENCES.contains(format)) {
                use(
                        format,
                        checkContext.placeholders().resolve(given).orElse("").strip());
            }
        });
    }

    private void use(String format, String value) {
        if (format.equals("sinks")) {
            CommaList.parse(value).forEach(usedSinks::add);
        } else {
            usedDirects.add(value.replaceFirst("^direct:(//)?", ""));
        }
    }

    /** The properties that a file asks for, in placeholders and in parameters that name one. */
    public Set<String> properties(RouteFile routes) {
        Set<String> properties = new TreeSet<>();
        routes.texts().forEach(text -> properties.addAll(Placeholders.names(text.value())));
        for (Call call : routes.allCalls()) {
            call.kamelet().flatMap(checkContext.kamelets()::find).ifPresent(kamelet -> call.given()
                    .forEach((name, given) -> {
                        if (PROPERTIES.contains(format(kamelet.parameters().get(name)))) {
                            properties.add(checkContext
                                    .placeholders()
                                    .resolve(given)
                                    .orElse("")
                                    .strip());
                        }
                    }));
        }
        return properties;
    }

    /**
     * All that the files define and use together: while it is the same, an edit of one changes nothing about the others.
     * Where a route stands counts only where two clash over it.
     */
    public List<Object> face() {
        Map<String, List<String>> heard = new HashMap<>();
        publishers.forEach((sink, routes) -> heard.put(
                sink,
                routes.stream()
                        .map(route -> route.name() + " "
                                + source(route).map(Kamelet::name).orElse(""))
                        .toList()));
        return List.of(
                owners(ids),
                owners(directs),
                names,
                sinks,
                feeds,
                Set.copyOf(usedSinks),
                Set.copyOf(usedDirects),
                heard,
                beans(),
                configurations());
    }

    private static Map<String, List<String>> owners(Map<String, List<Definition>> definitions) {
        Map<String, List<String>> owners = new HashMap<>();
        definitions.forEach((name, all) -> owners.put(
                name,
                all.stream()
                        .map(one -> all.size() == 1 ? one.file() : one.where())
                        .toList()));
        return owners;
    }

    public static String format(Parameter parameter) {
        return parameter == null || parameter.format() == null ? "" : parameter.format();
    }

    /** The source kamelet that the route polls, and where it says so; empty when it is no feed. */
    public Optional<Kamelet> source(RouteFile.Route route) {
        return sourceCall(route).flatMap(Call::kamelet).flatMap(checkContext.kamelets()::find);
    }

    public Optional<Call> sourceCall(RouteFile.Route route) {
        return route.calls().stream()
                .filter(call -> call.kamelet()
                        .flatMap(checkContext.kamelets()::find)
                        .flatMap(Kamelet::source)
                        .isPresent())
                .findFirst();
    }

    public SortedMap<String, RouteFile> files() {
        return files;
    }

    /** All routes of that id, that of the file with its name first. */
    public List<Definition> withId(String id) {
        return ordered(ids.getOrDefault(id, List.of()));
    }

    /** All routes with that input. */
    public List<Definition> withDirect(String name) {
        return ordered(directs.getOrDefault(name, List.of()));
    }

    private static List<Definition> ordered(List<Definition> definitions) {
        return definitions.stream()
                .sorted(java.util.Comparator.comparing((Definition definition) -> !baseName(definition.file())
                                .equals(definition.route().name()))
                        .thenComparing(Definition::file)
                        .thenComparing(Definition::place))
                .toList();
    }

    public static String baseName(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    public static boolean isSink(String file) {
        return file.startsWith(SINKS);
    }

    /** The names that publish may use; a file that cannot be read is there all the same. */
    public Set<String> sinks() {
        return sinks;
    }

    /** Whether something listens on {@code direct:name}, or a file of that name cannot be read. */
    public boolean hasDirect(String name) {
        return directs.containsKey(name) || baseNames.contains(name);
    }

    public Set<String> directs() {
        return new TreeSet<>(directs.keySet());
    }

    public Set<String> feeds() {
        return feeds;
    }

    public boolean usesSink(String name) {
        return usedSinks.contains(name) || usedDirects.contains(name);
    }

    public boolean usesDirect(String name) {
        return usedDirects.contains(name);
    }

    /** The beans that files make. */
    public Set<String> beans() {
        return all(Mentions::beans);
    }

    /** The route configurations that files make. */
    public Set<String> configurations() {
        return all(Mentions::ownConfigurations);
    }

    private Set<String> all(Function<Mentions, Set<String>> what) {
        return files.values().stream()
                .flatMap(file -> what.apply(file.mentions()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Properties that a file asks for by name. */
    public Set<String> usedProperties() {
        return usedProperties;
    }

    /** The feeds that publish to a sink. */
    public List<RouteFile.Route> publishers(String sink) {
        return publishers.getOrDefault(sink, List.of());
    }
}

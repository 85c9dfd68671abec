package io.rankwire.operator.workspace;

import io.rankwire.kamelet.Kamelet;
import io.rankwire.operator.routefile.Mentions;
import io.rankwire.operator.routefile.OperatorFile;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.RouteFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the operator's files define and use, across all of them. The answers that the check of one file was given can be
 * kept: while they would be the same, an edit of another file changes nothing about this one.
 */
public final class Folder {
    public static final String ENDING = ".camel.yaml";
    private static final String SINKS = "routes/sinks/";

    private final SortedMap<String, RouteFile> files = new TreeMap<>();
    private final Map<String, List<Definition>> ids = new HashMap<>();
    private final Map<String, List<Definition>> directs = new HashMap<>();
    private final Set<String> usedSinks = new HashSet<>();
    private final Set<String> usedDirects = new HashSet<>();
    private final Set<String> usedProperties = new TreeSet<>();
    private final Set<String> feeds = new TreeSet<>();
    private final Map<String, List<RouteFile.Route>> publishers = new HashMap<>();
    private final Set<String> baseNames = new HashSet<>();
    private final Set<String> sinks = new LinkedHashSet<>();
    private final Map<OperatorFile, FileUses> uses = new HashMap<>();
    private final CheckContext checkContext;
    private Map<Question, Object> answers = new HashMap<>();

    /** A route, and where it is. */
    public record Definition(String file, Place place, RouteFile.Route route) {
        public String where() {
            return file + ":" + place.line() + ":" + place.column();
        }
    }

    /** Something that a check asks of the folder, whose answer the file that is checked does not hold. */
    public record Question(About about, String name) {}

    /** What a question is about. */
    public enum About {
        /** Where routes of an id are. */
        ID,
        /** Where routes with an input are. */
        DIRECT,
        /** Whether something listens on an input. */
        LISTENER,
        SINK,
        FEED,
        /** Whether anything is given to a sink. */
        USE_OF_SINK,
        USE_OF_DIRECT,
        /** Which feeds publish to a sink, and what they ask. */
        PUBLISHERS
    }

    private Folder(Collection<OperatorFile> all, Map<OperatorFile, FileUses> known, CheckContext checkContext) {
        this.checkContext = checkContext;
        for (OperatorFile file : all) {
            baseNames.add(baseName(file.name()));
            file.routes().ifPresent(routes -> {
                files.put(file.name(), routes);
                define(file.name(), routes);
                FileUses used = known.get(file);
                use(file, used == null ? FileUses.of(routes, checkContext) : used);
            });
        }
        nameSinks(all);
        checkContext
                .settingsFile()
                .entries()
                .forEach(entry ->
                        usedProperties.addAll(Placeholders.names(entry.value().value())));
    }

    /** The files as they are now; those that cannot be read are known by their names alone. */
    public static Folder of(Collection<OperatorFile> all, CheckContext checkContext) {
        return new Folder(all, Map.of(), checkContext);
    }

    /** The same after some of the files became others; settings and kamelets did not. */
    public Folder after(Collection<OperatorFile> all) {
        return new Folder(all, uses, checkContext);
    }

    private void define(String file, RouteFile routes) {
        for (RouteFile.Route route : routes.routes()) {
            route.id().ifPresent(id -> ids.computeIfAbsent(id.value(), key -> new ArrayList<>())
                    .add(new Definition(file, id.place(), route)));
            route.input()
                    .filter(call -> call.scheme().equals(FileUses.DIRECT))
                    .ifPresent(call -> directs.computeIfAbsent(call.target(), key -> new ArrayList<>())
                            .add(new Definition(file, call.uri().place(), route)));
        }
    }

    private void use(OperatorFile file, FileUses used) {
        uses.put(file, used);
        used.feeds().forEach(feed -> feeds.add(feed.name()));
        used.publications().forEach(one -> publishers
                .computeIfAbsent(one.sink(), key -> new ArrayList<>())
                .add(one.route()));
        usedSinks.addAll(used.sinks());
        usedDirects.addAll(used.directs());
        usedProperties.addAll(used.properties());
    }

    private void nameSinks(Collection<OperatorFile> all) {
        all.stream()
                .map(OperatorFile::name)
                .filter(Folder::isSink)
                .map(Folder::baseName)
                .sorted()
                .forEach(sinks::add);
        directs.forEach((name, routes) -> {
            if (routes.stream().anyMatch(route -> isSink(route.file()))) {
                sinks.add(name);
            }
        });
    }

    /** Keeps what is asked from now on, and how it is answered, until this is called again. */
    public Map<Question, Object> keepAnswers() {
        answers = new HashMap<>();
        return answers;
    }

    /** Whether all of that would be answered in the same way. */
    public boolean stillAnswers(Map<Question, Object> kept) {
        return kept.entrySet().stream().allMatch(answer -> answer.getValue().equals(answer(answer.getKey())));
    }

    private boolean ask(About about, String name) {
        Question question = new Question(about, name);
        Object answer = answer(question);
        answers.put(question, answer);
        return answer.equals(true);
    }

    private Object answer(Question question) {
        String name = question.name();
        return switch (question.about()) {
            case ID -> owners(ids.getOrDefault(name, List.of()));
            case DIRECT -> owners(directs.getOrDefault(name, List.of()));
            case LISTENER -> directs.containsKey(name) || baseNames.contains(name);
            case SINK -> sinks.contains(name);
            case FEED -> feeds.contains(name);
            case USE_OF_SINK -> usedSinks.contains(name) || usedDirects.contains(name);
            case USE_OF_DIRECT -> usedDirects.contains(name);
            case PUBLISHERS ->
                publishers.getOrDefault(name, List.of()).stream()
                        .map(route -> route.name() + " "
                                + checkContext.source(route).map(Kamelet::name).orElse(""))
                        .toList();
        };
    }

    /** Where a route stands counts only where two clash. */
    private static List<String> owners(List<Definition> all) {
        return all.stream()
                .map(one -> all.size() == 1 ? one.file() : one.where())
                .toList();
    }

    public SortedMap<String, RouteFile> files() {
        return files;
    }

    /** All routes of that id, that of the file with its name first. */
    public List<Definition> withId(String id) {
        ask(About.ID, id);
        return ordered(ids.getOrDefault(id, List.of()));
    }

    /** All routes with that input. */
    public List<Definition> withDirect(String name) {
        ask(About.DIRECT, name);
        return ordered(directs.getOrDefault(name, List.of()));
    }

    private static List<Definition> ordered(List<Definition> definitions) {
        return definitions.stream()
                .sorted(Comparator.comparing((Definition definition) -> !baseName(definition.file())
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

    /** Whether publish may use the name; a file that cannot be read is there all the same. */
    public boolean hasSink(String name) {
        return ask(About.SINK, name);
    }

    public Set<String> sinks() {
        return sinks;
    }

    /** Whether something listens on {@code direct:name}, or a file of that name cannot be read. */
    public boolean hasDirect(String name) {
        return ask(About.LISTENER, name);
    }

    public Set<String> directs() {
        return new TreeSet<>(directs.keySet());
    }

    public boolean hasFeed(String name) {
        return ask(About.FEED, name);
    }

    public Set<String> feeds() {
        return feeds;
    }

    public boolean usesSink(String name) {
        return ask(About.USE_OF_SINK, name);
    }

    public boolean usesDirect(String name) {
        return ask(About.USE_OF_DIRECT, name);
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

    /** The files that ask for one of these properties, in placeholders or in parameters that name it. */
    public Set<String> asking(Set<String> properties) {
        return uses.entrySet().stream()
                .filter(file -> file.getValue().properties().stream().anyMatch(properties::contains))
                .map(file -> file.getKey().name())
                .collect(Collectors.toSet());
    }

    /** Properties that a file asks for by name. */
    public Set<String> usedProperties() {
        return usedProperties;
    }

    /** The feeds that publish to a sink. */
    public List<RouteFile.Route> publishers(String sink) {
        ask(About.PUBLISHERS, sink);
        return publishers.getOrDefault(sink, List.of());
    }
}

package io.rankwire.camel.check;

import io.rankwire.camel.FileContents;
import io.rankwire.camel.Home;
import io.rankwire.camel.definition.Kamelets;
import io.rankwire.camel.schedule.ZoneData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds every mistake in the operator's files. Nothing is started, asked or changed. What a file says is remembered for as
 * long as its bytes are the same, so that a check of one file among many is quick. Safe for many threads, one at a time.
 */
public final class Checker implements AutoCloseable {
    private static final String TEMPLATES = "config/templates/";

    private final Home home;
    private final Map<String, String> overrides;
    private final Clock clock;
    private final ZoneData zones;
    private final FileContents contents = new FileContents();
    private final Map<String, Read> read = new TreeMap<>();
    private final Map<String, List<Mistake>> models = new HashMap<>();
    private Rules rules;
    private Surroundings surroundings;
    private ShippedRoutes shipped;

    /**
     * A checker for a home.
     *
     * @param overrides settings that count more than those in the file
     */
    public Checker(Home home, Map<String, String> overrides) {
        this(home, overrides, Clock.systemUTC(), ZoneData.ofSystem());
    }

    Checker(Home home, Map<String, String> overrides, Clock clock, ZoneData zones) {
        this.home = home;
        this.clock = clock;
        this.zones = zones;
        this.overrides = Map.copyOf(overrides);
    }

    /** Built of Camel's large schema when the first file is looked at, for every checker. */
    private static final class Dsl {
        private static final Structure STRUCTURE = new Structure();
    }

    /** A file's bytes, and what can be said about them without looking at any other file. */
    private record Read(
            ByteBuffer content, Optional<Mentions> mentions, Optional<RouteFile> routes, List<Mistake> mistakes) {}

    /** What is asked of the files that were there at the last look. */
    private record Rules(
            Folder folder,
            FeedRules feeds,
            KameletRules kamelets,
            FolderRules among,
            StepRules steps,
            ScheduleRules schedules) {}

    /** Every mistake in every file, in order of file and place. */
    public synchronized List<Mistake> checkAll() {
        look();
        List<Mistake> all = new ArrayList<>();
        read.keySet().forEach(file -> all.addAll(mistakes(file)));
        all.addAll(settings());
        return all.stream().distinct().sorted().toList();
    }

    /** Every mistake in one file of routes, kamelet, template or settings, as it is now. */
    public synchronized List<Mistake> check(Path file) {
        look();
        String name = name(home.folder().resolve(file));
        List<Mistake> mistakes = name.equals(SettingsRules.FILE) ? settings() : mistakes(name);
        return mistakes.stream().distinct().sorted().toList();
    }

    /** What the feeds will do that are right, in order of their names. */
    public synchronized List<FeedPlan> plans() {
        look();
        List<FeedPlan> plans = new ArrayList<>();
        rules.folder().files().forEach((file, routes) -> {
            if (isRight(file)) {
                routes.routes().forEach(route -> rules.feeds().plan(file, route).ifPresent(plans::add));
            }
        });
        return plans;
    }

    /** When the digests that are right go out, in order of their files. */
    public synchronized List<DigestTimes> digests() {
        look();
        List<DigestTimes> digests = new ArrayList<>();
        rules.folder().files().forEach((file, routes) -> {
            for (RouteFile.Route route : routes.routes()) {
                rules.feeds().digest(route).filter(digest -> isRight(file)).ifPresent(digests::add);
            }
        });
        return digests;
    }

    /** The steps by which the sinks that are right deliver, in order of their files. */
    public synchronized List<Transport> transports() {
        look();
        List<Transport> transports = new ArrayList<>();
        rules.folder().files().forEach((file, routes) -> {
            boolean right = Folder.isSink(file) && isRight(file);
            for (RouteFile.Route route : right ? routes.routes() : List.<RouteFile.Route>of()) {
                route.calls().forEach(call -> transport(route, call).ifPresent(transports::add));
            }
        });
        return transports;
    }

    private Optional<Transport> transport(RouteFile.Route route, Call call) {
        return call.kamelet()
                .flatMap(surroundings.kamelets()::find)
                .filter(kamelet -> kamelet.kind().equals("transport"))
                .map(kamelet -> {
                    Map<String, String> values = new TreeMap<>();
                    kamelet.parameters().forEach((name, parameter) -> {
                        String text = call.option(name).map(Text::value).orElse(parameter.fallback());
                        Optional.ofNullable(text)
                                .flatMap(surroundings.placeholders()::resolve)
                                .ifPresent(value -> values.put(name, value));
                    });
                    return new Transport(route.name(), kamelet.name(), values);
                });
    }

    private boolean isRight(String file) {
        return mistakes(file).stream().noneMatch(Mistake::stopsLoading);
    }

    private List<Mistake> mistakes(String file) {
        Read one = read.get(file);
        if (one == null) {
            return List.of();
        }
        Findings findings = new Findings(file);
        one.mentions().ifPresent(mentions -> rules.steps().check(mentions, findings));
        one.routes().ifPresent(routes -> {
            routes.texts().forEach(text -> surroundings.placeholders().check(text, findings));
            rules.among().check(routes, findings);
            RouteFile.Route nobody = new RouteFile.Route(Place.START, Optional.empty(), routes.calls());
            Stream.concat(routes.routes().stream(), Stream.of(nobody)).forEach(route -> {
                route.calls().forEach(call -> check(route, call, findings));
                route.input().ifPresent(input -> rules.schedules().check(input, findings));
                rules.feeds().check(route, findings);
            });
        });
        List<Mistake> all = new ArrayList<>(one.mistakes());
        all.addAll(findings.all());
        if (all.stream().noneMatch(Mistake::isError) && one.routes().isPresent()) {
            all.addAll(models.computeIfAbsent(file, name -> model(name, one)));
        }
        return all;
    }

    private List<Mistake> model(String file, Read one) {
        Findings findings = new Findings(file);
        CamelModel.check(surroundings.context(), file, one.content().array(), findings);
        return findings.all();
    }

    private void check(RouteFile.Route route, Call call, Findings findings) {
        if (call.kamelet().isPresent()) {
            if (!call.isInput()) {
                rules.kamelets().check(route, call, findings);
            }
        } else if (!call.scheme().equals("kamelet")) {
            surroundings.endpoints().check(call, surroundings.placeholders(), findings);
        }
    }

    private List<Mistake> settings() {
        Findings findings = new Findings(SettingsRules.FILE);
        new SettingsRules(surroundings, rules.folder()).check(findings);
        List<FeedPlan> plans = new ArrayList<>();
        rules.folder().files().forEach((file, routes) -> routes.routes()
                .forEach(route -> rules.feeds().plan(file, route).ifPresent(plans::add)));
        new AccountRules(surroundings, plans).check(findings);
        return findings.all();
    }

    /** Reads what has changed. */
    private void look() {
        if (surroundings == null || !surroundings.isCurrent()) {
            if (surroundings != null) {
                surroundings.close();
            }
            surroundings = new Surroundings(home, overrides, new ZoneRules(zones, clock));
            shipped = ShippedRoutes.read(surroundings.context());
        }
        surroundings.kamelets().look();
        Map<Path, BasicFileAttributes> files = files();
        contents.keepOnly(files.keySet());
        Map<String, Read> now = files.entrySet().parallelStream()
                .collect(Collectors.toConcurrentMap(
                        file -> name(file.getKey()), file -> read(file.getKey(), file.getValue())));
        models.keySet().removeIf(name -> !isSame(now.get(name), read.get(name)));
        read.clear();
        read.putAll(now);
        SortedMap<String, RouteFile> routes = new TreeMap<>();
        read.forEach((name, one) -> one.routes().ifPresent(file -> routes.put(name, file)));
        Folder folder = new Folder(routes, read.keySet(), surroundings);
        Set<String> beans = new TreeSet<>(shipped.beans());
        beans.addAll(folder.beans());
        rules = new Rules(
                folder,
                new FeedRules(surroundings, folder),
                new KameletRules(surroundings, folder),
                new FolderRules(folder, shipped),
                new StepRules(surroundings, beans, folder.configurations()),
                new ScheduleRules(surroundings, clock));
    }

    private static boolean isSame(Read one, Read other) {
        return one != null && other != null && one.content().equals(other.content());
    }

    private Map<Path, BasicFileAttributes> files() {
        Map<Path, BasicFileAttributes> files = new HashMap<>();
        for (Path folder : List.of(home.routes(), home.config().resolve("templates"))) {
            if (Files.isDirectory(folder)) {
                try {
                    files.putAll(FileContents.list(folder, name -> true));
                } catch (IOException e) {
                    throw new UncheckedIOException(folder + " cannot be read", e);
                }
            }
        }
        files.keySet().removeIf(file -> !isOurs(file));
        return files;
    }

    private boolean isOurs(Path file) {
        String name = name(file);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.startsWith(TEMPLATES);
    }

    private String name(Path file) {
        return home.folder()
                .relativize(file.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
    }

    /** What the file says; what it said before when its bytes are the same. */
    private Read read(Path file, BasicFileAttributes found) {
        try {
            byte[] content = contents.read(file, found);
            Read old = read.get(name(file));
            return old != null && old.content().equals(ByteBuffer.wrap(content)) ? old : read(name(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private Read read(String name, byte[] content) {
        Findings findings = new Findings(name);
        Optional<YamlText.Parsed> yaml = Optional.empty();
        Optional<RouteFile> routes = Optional.empty();
        if (name.startsWith(TEMPLATES)) {
            TemplateRules.check(home.folder().resolve(name), content, findings);
        } else if (name.endsWith(Folder.ENDING) || name.endsWith(Kamelets.ENDING)) {
            yaml = YamlText.parse(content, findings);
            if (yaml.isPresent() && name.endsWith(Kamelets.ENDING)) {
                new KameletFileRules(Dsl.STRUCTURE).check(yaml.get(), content, findings);
            } else if (yaml.isPresent()) {
                Dsl.STRUCTURE.check(yaml.get(), findings);
                routes = yaml.map(YamlText.Parsed::root).map(RouteFile::of);
            }
        } else {
            findings.warning(
                    Place.START,
                    Rule.FILE_NAME,
                    "nobody reads this file; names end in " + Folder.ENDING + " or " + Kamelets.ENDING);
        }
        Optional<Mentions> mentions = yaml.map(YamlText.Parsed::root).map(Mentions::of);
        return new Read(ByteBuffer.wrap(content), mentions, routes, findings.all());
    }

    @Override
    public synchronized void close() {
        if (surroundings != null) {
            surroundings.close();
        }
    }
}

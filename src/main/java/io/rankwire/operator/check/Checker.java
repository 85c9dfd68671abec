package io.rankwire.operator.check;

import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.RouteFile;
import io.rankwire.operator.routefile.Text;
import io.rankwire.operator.workspace.CheckContext;
import io.rankwire.operator.workspace.Folder;
import io.rankwire.operator.workspace.ShippedRoutes;
import io.rankwire.operator.workspace.ZoneRules;
import io.rankwire.schedule.ZoneData;
import io.rankwire.settings.Home;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds every mistake in the operator's files. Nothing is started, asked or changed. What a file says is remembered for as
 * long as its bytes are the same, so that a check of one file among many is quick. Safe for many threads, one at a time.
 */
public final class Checker implements AutoCloseable {
    private final Home home;
    private final Map<String, String> overrides;
    private final Clock clock;
    private final ZoneData zones;
    private final Readings readings;
    private final Map<String, List<Mistake>> models = new HashMap<>();
    private final Map<String, Known> known = new HashMap<>();
    private final IdentityHashMap<RouteFile.Route, Optional<FeedPlan>> plans = new IdentityHashMap<>();
    private Map<String, Readings.Read> read = Map.of();
    private List<Object> face = List.of();
    private Rules rules;
    private CheckContext checkContext;
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
        this.readings = new Readings(home);
        this.overrides = Map.copyOf(overrides);
    }

    /** What was found in a file that is right: it holds until that file, or what all define together, becomes another. */
    private record Known(Readings.Read read, List<Mistake> mistakes) {}

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
        settings().values().forEach(all::addAll);
        return all.stream().distinct().sorted().toList();
    }

    /** Every mistake in one file of routes, kamelet, template or settings, as it is now. */
    public synchronized List<Mistake> check(Path file) {
        look();
        String name = readings.name(home.folder().resolve(file));
        List<Mistake> mistakes = name.equals(SettingsRules.FILE)
                ? settings().values().stream().flatMap(List::stream).toList()
                : mistakes(name);
        return mistakes.stream().distinct().sorted().toList();
    }

    /**
     * What keeps files from being taken over, by file: their own mistakes, and those of the settings that they read. The
     * settings themselves are there under their own name.
     */
    public synchronized Map<String, List<Mistake>> errors() {
        look();
        Map<String, List<Mistake>> errors = new TreeMap<>();
        read.keySet().forEach(file -> put(errors, file, mistakes(file)));
        SettingReaders readers = new SettingReaders(checkContext, rules.folder());
        settings().forEach((key, mistakes) -> {
            if (mistakes.stream().anyMatch(Mistake::isError)) {
                put(errors, SettingsRules.FILE, mistakes);
                readers.of(key).forEach(file -> put(errors, file, mistakes));
            }
        });
        return errors;
    }

    private static void put(Map<String, List<Mistake>> errors, String file, List<Mistake> mistakes) {
        List<Mistake> wrong =
                mistakes.stream().filter(Mistake::isError).distinct().sorted().toList();
        if (!wrong.isEmpty()) {
            errors.merge(file, wrong, (some, more) -> both(some, more));
        }
    }

    /** What the feeds will do that lack no more than keys and secrets of this machine, in order of their names. */
    public synchronized List<FeedPlan> plans() {
        look();
        List<FeedPlan> plans = new ArrayList<>();
        rules.folder().files().forEach((file, routes) -> {
            if (mistakes(file).stream()
                    .allMatch(mistake -> !mistake.isError() || mistake.rule().isOfMachine())) {
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
                .flatMap(checkContext.kamelets()::find)
                .filter(kamelet -> kamelet.kind().equals("transport"))
                .map(kamelet -> {
                    Map<String, String> values = new TreeMap<>();
                    kamelet.parameters().forEach((name, parameter) -> {
                        String text = call.option(name).map(Text::value).orElse(parameter.fallback());
                        Optional.ofNullable(text)
                                .flatMap(checkContext.placeholders()::resolve)
                                .ifPresent(value -> values.put(name, value));
                    });
                    return new Transport(route.name(), kamelet.name(), values);
                });
    }

    private boolean isRight(String file) {
        return mistakes(file).stream().noneMatch(Mistake::isError);
    }

    private List<Mistake> mistakes(String file) {
        Readings.Read one = read.get(file);
        if (one == null) {
            return List.of();
        }
        Known before = known.get(file);
        if (before != null && isSame(before.read(), one)) {
            return before.mistakes();
        }
        List<Mistake> mistakes = find(file, one);
        // What a wrong file lacks may be there the next time without any file of routes being another.
        if (mistakes.stream().noneMatch(Mistake::isError)) {
            known.put(file, new Known(one, mistakes));
        }
        return mistakes;
    }

    private List<Mistake> find(String file, Readings.Read one) {
        Findings findings = new Findings(file);
        one.mentions().ifPresent(mentions -> rules.steps().check(mentions, findings));
        one.routes().ifPresent(routes -> {
            routes.texts().forEach(text -> checkContext.placeholders().check(text, findings));
            rules.among().check(routes, findings);
            RouteFile.Route unnamed = new RouteFile.Route(Place.START, Optional.empty(), routes.calls());
            Stream.concat(routes.routes().stream(), Stream.of(unnamed)).forEach(route -> {
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

    private List<Mistake> model(String file, Readings.Read one) {
        Findings findings = new Findings(file);
        CamelModel.check(checkContext.context(), file, one.content().array(), findings);
        return findings.all();
    }

    private void check(RouteFile.Route route, Call call, Findings findings) {
        if (call.kamelet().isPresent()) {
            if (!call.isInput()) {
                rules.kamelets().check(route, call, findings);
            }
        } else if (!call.scheme().equals("kamelet")) {
            checkContext.endpoints().check(call, checkContext.placeholders(), findings);
        }
    }

    /** What is wrong with the settings, by the key that it is about. */
    private Map<String, List<Mistake>> settings() {
        Map<String, List<Mistake>> mistakes = new TreeMap<>(new SettingsRules(checkContext, rules.folder()).mistakes());
        List<FeedPlan> all = new ArrayList<>();
        rules.folder().files().forEach((file, routes) -> routes.routes()
                .forEach(route -> rules.feeds().plan(file, route).ifPresent(all::add)));
        new AccountRules(checkContext, all)
                .mistakes()
                .forEach((key, found) -> mistakes.merge(key, found, (some, more) -> both(some, more)));
        return mistakes;
    }

    private static List<Mistake> both(List<Mistake> some, List<Mistake> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Whether nothing was read anew in between: every state of a file has a reading of its own. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Readings.Read one, Readings.Read other) {
        return one == other;
    }

    /** Reads what has changed. */
    private void look() {
        if (checkContext == null || !checkContext.isCurrent()) {
            if (checkContext != null) {
                checkContext.close();
            }
            checkContext = new CheckContext(home, overrides, new ZoneRules(zones, clock));
            shipped = ShippedRoutes.read(checkContext.context());
        }
        checkContext.kamelets().look();
        Map<String, Readings.Read> before = read;
        read = readings.look();
        models.keySet().removeIf(name -> !isSame(read.get(name), before.get(name)));
        SortedMap<String, RouteFile> routes = new TreeMap<>();
        read.forEach((name, one) -> one.routes().ifPresent(file -> routes.put(name, file)));
        Folder folder = new Folder(routes, read.keySet(), checkContext);
        forget(folder);
        Set<String> beans = new TreeSet<>(shipped.beans());
        beans.addAll(folder.beans());
        rules = new Rules(
                folder,
                new FeedRules(checkContext, folder, plans),
                new KameletRules(checkContext, folder),
                new FolderRules(folder, shipped),
                new StepRules(checkContext, beans, folder.configurations()),
                new ScheduleRules(checkContext, clock));
    }

    /** Forgets what may not hold any more. */
    private void forget(Folder folder) {
        List<Object> now = List.of(checkContext, readings.kamelets(), folder.face());
        if (!now.equals(face)) {
            known.clear();
            plans.clear();
        }
        face = now;
        Set<RouteFile.Route> there = Collections.newSetFromMap(new IdentityHashMap<>());
        folder.files().values().forEach(file -> there.addAll(file.routes()));
        plans.keySet().retainAll(there);
        known.keySet().retainAll(read.keySet());
    }

    @Override
    public synchronized void close() {
        if (checkContext != null) {
            checkContext.close();
        }
    }
}

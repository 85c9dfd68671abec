package io.rankwire.operator.check;

import io.rankwire.operator.plan.DigestTimes;
import io.rankwire.operator.plan.FeedPlan;
import io.rankwire.operator.plan.Transport;
import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.operator.routefile.OperatorFile;
import io.rankwire.operator.routefile.OperatorFiles;
import io.rankwire.operator.routefile.RouteFile;
import io.rankwire.operator.routefile.SettingsFile;
import io.rankwire.operator.routefile.Text;
import io.rankwire.operator.workspace.CheckContext;
import io.rankwire.operator.workspace.Folder;
import io.rankwire.operator.workspace.ShippedRoutes;
import io.rankwire.schedule.ZoneData;
import io.rankwire.settings.Home;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds every mistake in the operator's files, and says what they will do. Nothing is started, asked or changed. What a file
 * says is remembered for as long as its bytes are the same, so that a check of one file among many is quick. Safe for many
 * threads, one at a time.
 */
public final class Checker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checker.class);

    private static final String NO_LOOK = "the files were not looked at so far";

    private final Home home;
    private final Map<String, String> overrides;
    private final Clock clock;
    private final ZoneRules zones;
    private final OperatorFiles files;
    private final FileRules byThemselves = new FileRules();
    private @Nullable CheckedFolder folder;
    private @Nullable CheckContext checkContext;
    private @Nullable ShippedRoutes shipped;

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
        this.zones = new ZoneRules(zones, clock);
        this.files = new OperatorFiles(home);
        this.overrides = Map.copyOf(overrides);
    }

    /** Reads what has changed: all files by their names, those that did not change as the very same objects. */
    public synchronized SortedMap<String, OperatorFile> look() {
        return files.look();
    }

    private void look(SortedMap<String, OperatorFile> all) {
        byThemselves.look(all.values());
        CheckedFolder checked = folder;
        if (checked == null || checkContext == null || !checkContext.isOf(all)) {
            close();
            CheckContext fresh = new CheckContext(home, all, overrides);
            checkContext = fresh;
            ShippedRoutes own = shipped == null ? ShippedRoutes.read(fresh.context()) : shipped;
            shipped = own;
            checked = new CheckedFolder(fresh, own, byThemselves, zones, clock);
            folder = checked;
        }
        checked.look(all);
    }

    private CheckedFolder folder() {
        return Objects.requireNonNull(folder, NO_LOOK);
    }

    private CheckContext context() {
        return Objects.requireNonNull(checkContext, NO_LOOK);
    }

    /** The first look at the files takes the longest; what it learns is kept until they are loaded. */
    public void lookAhead() {
        try {
            checkAll();
        } catch (RuntimeException e) {
            LOG.debug("The same will be thrown, and told, when the files are loaded", e);
        }
    }

    /** Every mistake in every file, in order of file and place. */
    public synchronized List<Mistake> checkAll() {
        look(files.look());
        List<Mistake> all = new ArrayList<>();
        folder().names().forEach(file -> all.addAll(folder().mistakes(file)));
        folder().settings().values().forEach(all::addAll);
        return all.stream().distinct().sorted().toList();
    }

    /** Every mistake in one file of routes, kamelet, template or settings, as it is now. */
    public synchronized List<Mistake> check(Path file) {
        look(files.look());
        String name = files.name(home.folder().resolve(file));
        List<Mistake> mistakes = new ArrayList<>(folder().mistakes(name));
        if (name.equals(SettingsFile.PATH)) {
            folder().settings().values().forEach(mistakes::addAll);
        }
        return mistakes.stream().distinct().sorted().toList();
    }

    /**
     * What keeps these files from being taken over, by file: their own mistakes, and those of the settings that they read. The
     * settings themselves are there under their own name.
     *
     * @param all the files at a look
     */
    public synchronized Map<String, List<Mistake>> errors(SortedMap<String, OperatorFile> all) {
        look(all);
        Map<String, List<Mistake>> errors = new TreeMap<>();
        folder().names().forEach(file -> put(errors, file, folder().mistakes(file)));
        SettingReaders readers = new SettingReaders(context(), folder().folder());
        folder().settings().forEach((key, mistakes) -> {
            if (mistakes.stream().anyMatch(Mistake::isError)) {
                put(errors, SettingsFile.PATH, mistakes);
                readers.of(key).forEach(file -> put(errors, file, mistakes));
            }
        });
        return errors;
    }

    /** The files of routes for which one of these settings counts. */
    public synchronized Set<String> readers(Collection<String> keys) {
        SettingReaders readers = new SettingReaders(context(), folder().folder());
        return keys.stream().flatMap(key -> readers.of(key).stream()).collect(Collectors.toSet());
    }

    private static void put(Map<String, List<Mistake>> errors, String file, List<Mistake> mistakes) {
        List<Mistake> wrong =
                mistakes.stream().filter(Mistake::isError).distinct().sorted().toList();
        if (!wrong.isEmpty()) {
            errors.merge(file, wrong, (some, more) -> CheckedFolder.both(some, more));
        }
    }

    /** What the feeds will do that lack no more than keys and secrets of this machine, in order of their names. */
    public List<FeedPlan> plans() {
        return routes(
                file -> folder().mistakes(file).stream()
                        .allMatch(
                                mistake -> !mistake.isError() || mistake.rule().isOfMachine()),
                (file, route) -> folder().feeds().plan(file, route).stream());
    }

    /** When the digests that are right go out, in order of their files. */
    public List<DigestTimes> digests() {
        return routes(file -> folder().isRight(file), (file, route) -> folder().feeds().digest(route).stream());
    }

    /** The steps by which the sinks that are right deliver, in order of their files. */
    public List<Transport> transports() {
        return routes(file -> Folder.isSink(file) && folder().isRight(file), (file, route) -> route.calls().stream()
                .flatMap(call -> transport(route, call).stream()));
    }

    /** What is to be told of the routes of some files, as they are now. */
    private synchronized <T> List<T> routes(
            Predicate<String> some, BiFunction<String, RouteFile.Route, Stream<T>> told) {
        look(files.look());
        return folder().folder().files().entrySet().stream()
                .filter(file -> some.test(file.getKey()))
                .flatMap(file -> file.getValue().routes().stream().flatMap(route -> told.apply(file.getKey(), route)))
                .toList();
    }

    private Optional<Transport> transport(RouteFile.Route route, Call call) {
        return call.kamelet()
                .flatMap(context().kamelets()::find)
                .filter(kamelet -> kamelet.kind().equals("transport"))
                .map(kamelet -> {
                    Map<String, String> values = new TreeMap<>();
                    kamelet.parameters().forEach((name, parameter) -> {
                        String text = call.option(name).map(Text::value).orElse(parameter.fallback());
                        Optional.ofNullable(text)
                                .flatMap(context().placeholders()::resolve)
                                .ifPresent(value -> values.put(name, value));
                    });
                    return new Transport(route.name(), kamelet.name(), values);
                });
    }

    @Override
    public synchronized void close() {
        if (checkContext != null) {
            checkContext.close();
        }
    }
}

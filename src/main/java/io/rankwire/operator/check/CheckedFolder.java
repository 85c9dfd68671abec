package io.rankwire.operator.check;

import io.rankwire.operator.plan.FeedPlan;
import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.operator.routefile.OperatorFile;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.RouteFile;
import io.rankwire.operator.workspace.CheckContext;
import io.rankwire.operator.workspace.Folder;
import io.rankwire.operator.workspace.ShippedRoutes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is wrong with the operator's files under the same settings and kamelets. What was found in a file is remembered and
 * holds until that file becomes another, or would be told something else about the others.
 */
final class CheckedFolder {
    private final CheckContext checkContext;
    private final ShippedRoutes shipped;
    private final FileRules byThemselves;
    private final ZoneRules zones;
    private final EndpointRules endpoints;
    private final FeedRules feeds;
    private final AccountRules accounts;
    private final ScheduleRules schedules;
    private final Map<OperatorFile, Known> known = new HashMap<>();
    private SortedMap<String, OperatorFile> files = Collections.emptySortedMap();
    private Map<String, List<Mistake>> settings = Map.of();
    private Folder folder;
    private FolderRules among;
    private KameletRules kamelets;
    private StepRules steps;
    private List<Set<String>> makes = List.of();

    CheckedFolder(
            CheckContext checkContext, ShippedRoutes shipped, FileRules byThemselves, ZoneRules zones, Clock clock) {
        this.checkContext = checkContext;
        this.shipped = shipped;
        this.byThemselves = byThemselves;
        this.zones = zones;
        this.endpoints = new EndpointRules(checkContext.context());
        this.feeds = new FeedRules(checkContext);
        this.accounts = new AccountRules(checkContext);
        this.schedules = new ScheduleRules(checkContext, zones, clock);
        this.folder = Folder.of(List.of(), checkContext);
        this.among = new FolderRules(folder, shipped);
        this.kamelets = new KameletRules(checkContext, folder, zones);
        this.steps = new StepRules(checkContext, endpoints, shipped.beans(), folder.configurations());
    }

    /**
     * What was found in a file that is right.
     *
     * @param answers what its check asked about the other files
     */
    private record Known(List<Mistake> mistakes, Map<Folder.Question, Object> answers) {}

    /** Goes over to the files as they are now. */
    void look(SortedMap<String, OperatorFile> now) {
        if (now.equals(files)) {
            return;
        }
        files = Collections.unmodifiableSortedMap(now);
        settings = Map.of();
        folder = folder.after(files.values());
        feeds.keepOnly(folder.files().values().stream()
                .flatMap(file -> file.routes().stream())
                .toList());
        among = new FolderRules(folder, shipped);
        kamelets = new KameletRules(checkContext, folder, zones);
        Set<String> beans = new TreeSet<>(shipped.beans());
        beans.addAll(folder.beans());
        steps = new StepRules(checkContext, endpoints, beans, folder.configurations());
        forget(List.of(beans, folder.configurations()));
    }

    /** Forgets what may not hold any more. */
    private void forget(List<Set<String>> makesNow) {
        if (!makesNow.equals(makes)) {
            known.clear();
        }
        makes = makesNow;
        known.keySet().retainAll(Set.copyOf(files.values()));
        known.values().removeIf(one -> !folder.stillAnswers(one.answers()));
    }

    Folder folder() {
        return folder;
    }

    Collection<String> names() {
        return files.keySet();
    }

    FeedRules feeds() {
        return feeds;
    }

    /** What is wrong with a file of that name; nothing when there is none. */
    List<Mistake> mistakes(String name) {
        OperatorFile file = files.get(name);
        if (file == null) {
            return List.of();
        }
        Known before = known.get(file);
        if (before != null) {
            return before.mistakes();
        }
        Map<Folder.Question, Object> answers = folder.keepAnswers();
        List<Mistake> mistakes = find(file);
        // What a wrong file lacks may be there the next time without any file of routes being another.
        if (mistakes.stream().noneMatch(Mistake::isError)) {
            known.put(file, new Known(mistakes, answers));
        }
        return mistakes;
    }

    boolean isRight(String name) {
        return mistakes(name).stream().noneMatch(Mistake::isError);
    }

    private List<Mistake> find(OperatorFile file) {
        Findings findings = new Findings(file.name());
        file.mentions().ifPresent(mentions -> steps.check(mentions, findings));
        file.routes().ifPresent(routes -> {
            routes.texts().forEach(text -> checkContext.placeholders().check(text, findings));
            among.check(routes, findings);
            RouteFile.Route unnamed = new RouteFile.Route(Place.START, Optional.empty(), routes.calls());
            Stream.concat(routes.routes().stream(), Stream.of(unnamed)).forEach(route -> {
                route.calls().forEach(call -> check(route, call, findings));
                route.input().ifPresent(input -> schedules.check(input, findings));
                feeds.check(route, findings);
            });
        });
        List<Mistake> all = new ArrayList<>(byThemselves.mistakes(file));
        all.addAll(findings.all());
        if (file.routes().isPresent() && all.stream().noneMatch(Mistake::isError)) {
            all.addAll(byThemselves.model(file, checkContext.context()));
        }
        return List.copyOf(all);
    }

    private void check(RouteFile.Route route, Call call, Findings findings) {
        if (call.kamelet().isPresent()) {
            if (!call.isInput()) {
                kamelets.check(route, call, findings);
            }
        } else if (!call.scheme().equals("kamelet")) {
            endpoints.check(call, checkContext.placeholders(), findings);
        }
    }

    /** What is wrong with the settings, by the key that it is about. */
    Map<String, List<Mistake>> settings() {
        if (settings.isEmpty()) {
            settings = findInSettings();
        }
        return settings;
    }

    private Map<String, List<Mistake>> findInSettings() {
        Map<String, List<Mistake>> mistakes =
                new TreeMap<>(new SettingsRules(checkContext, folder, endpoints, zones).mistakes());
        List<FeedPlan> plans = new ArrayList<>();
        folder.files().forEach((file, routes) -> routes.routes()
                .forEach(route -> feeds.plan(file, route).ifPresent(plans::add)));
        accounts.mistakes(plans).forEach((key, found) -> mistakes.merge(key, found, (some, more) -> both(some, more)));
        return mistakes;
    }

    static List<Mistake> both(List<Mistake> some, List<Mistake> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}

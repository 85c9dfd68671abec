package io.rankwire.operator.desk;

import io.rankwire.kamelet.Sources;
import io.rankwire.operator.routefile.OperatorFile;
import io.rankwire.source.Source;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.model.RouteTemplateDefinition;
import org.jspecify.annotations.Nullable;

/** Takes versions of operators' kamelets over, and has the routes that use them built anew. */
final class KameletSwaps {
    private final LoadedFiles files;
    private final RouteFiles routes;
    private final RouteSwaps users;
    private final Sources sources;

    KameletSwaps(LoadedFiles files, RouteFiles routes, RouteSwaps users, Sources sources) {
        this.files = files;
        this.routes = routes;
        this.users = users;
        this.sources = sources;
    }

    /** Makes the kamelet known. */
    private interface Change {
        @Nullable
        RouteTemplateDefinition make() throws Exception;
    }

    /** Takes a version over, or throws and leaves everything as it is; false when what uses it has to end first. */
    boolean take(DeskFile file, OperatorFile seen) throws Exception {
        Optional<Source> source = seen.kamelet().orElseThrow().source();
        Set<DeskFile> concerned = usersOf(seen);
        if (!files.areQuiet(concerned, file, seen.fingerprint())) {
            return false;
        }
        Optional<Source> before = sources.put(seen.baseName(), source);
        change(seen.baseName(), concerned, before, () -> routes.replaceKamelet(seen));
        file.loaded(seen, List.of(), List.of());
        return true;
    }

    /** Lets a kamelet go, for the shipped one of its name if there is one; throws when there is none and one is needed. */
    boolean drop(DeskFile file, OperatorFile running, OperatorFile nothing) throws Exception {
        String name = running.baseName();
        Set<DeskFile> concerned = usersOf(running);
        if (!files.areQuiet(concerned, file, nothing.fingerprint())) {
            return false;
        }
        change(name, concerned, sources.forget(name), () -> routes.removeKamelet(name));
        return true;
    }

    private Set<DeskFile> usersOf(OperatorFile kamelet) {
        Set<DeskFile> found = files.users(Set.of("kamelet:" + kamelet.baseName()));
        found.removeIf(user -> user.routes().isEmpty());
        return found;
    }

    private void change(String name, Set<DeskFile> concerned, Optional<Source> before, Change change) throws Exception {
        try {
            rebuild(name, concerned, change.make());
        } catch (Exception e) {
            sources.put(name, before);
            throw e;
        }
    }

    /** Builds the routes that use a kamelet anew; when one of them cannot be, all are as before. */
    private void rebuild(String name, Set<DeskFile> concerned, @Nullable RouteTemplateDefinition before)
            throws Exception {
        List<DeskFile> rebuilt = new ArrayList<>();
        for (DeskFile user : concerned) {
            tryOrUndo(() -> users.tryRebuild(user), user, name, before, rebuilt);
        }
        for (DeskFile user : concerned) {
            rebuilt.add(user);
            tryOrUndo(() -> users.rebuild(user), user, name, before, rebuilt);
        }
    }

    private interface Step {
        void take() throws Exception;
    }

    private void tryOrUndo(
            Step step, DeskFile user, String name, @Nullable RouteTemplateDefinition before, List<DeskFile> rebuilt)
            throws Exception {
        try {
            step.take();
        } catch (Exception e) {
            routes.restoreKamelet(name, before);
            for (DeskFile done : rebuilt) {
                users.rebuild(done);
            }
            throw new OperatorMistake(files.name(user) + " could not use it: " + Reason.of(e));
        }
    }
}

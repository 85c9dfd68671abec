package io.rankwire.operator.desk;

import io.rankwire.operator.routefile.OperatorFile;
import io.rankwire.text.Reason;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over what changed in the operator's files, refuses what is wrong, and lets go of what is gone. Whatever runs is
 * replaced by what is right only, and is not deprived of what it needs.
 */
final class Takeover {
    private static final Edits.Look NO_FILES = new Edits.Look(Map.of(), Set.of(), false);

    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.desk");

    private final LoadedFiles files;
    private final RouteSwaps routes;
    private final KameletSwaps kamelets;
    private final WakeUps wakeUps;
    private boolean isFirst = true;

    Takeover(LoadedFiles files, RouteSwaps routes, KameletSwaps kamelets, WakeUps wakeUps) {
        this.files = files;
        this.routes = routes;
        this.kamelets = kamelets;
        this.wakeUps = wakeUps;
    }

    /**
     * What the files of one pass are judged by.
     *
     * @param wrong what keeps files from being taken over
     * @param gone files that are not there any more; one that is found under another name is struck out
     * @param isNew whether anything is another than at the pass before
     */
    private record Pass(Edits.Look look, Map<Path, List<FileProblem>> wrong, Set<Path> gone, boolean isNew) {
        List<FileProblem> wrong(Path file) {
            return wrong.getOrDefault(file, List.of());
        }

        /** What is wrong with the file itself, whatever is wrong with the settings. */
        List<FileProblem> own(Path file) {
            return wrong(file).stream()
                    .filter(problem -> !problem.place().isEmpty())
                    .toList();
        }
    }

    /** Whether there is anything that waits, or may be right the next time although it is the same on disk. */
    boolean isAnythingOpen() {
        return files.all().stream().anyMatch(file -> file.status() != FileState.Status.LOADED);
    }

    /** What is wrong with files that were right, and run as they are on disk: something else made it so. */
    List<FileProblem> harm(Map<Path, List<FileProblem>> wrong) {
        Pass pass = new Pass(NO_FILES, wrong, Set.of(), true);
        return files.all().stream()
                .filter(file -> file.running().isPresent() && file.status() == FileState.Status.LOADED)
                .flatMap(file -> pass.own(file.path()).stream())
                .toList();
    }

    void pass(Edits.Look look, Map<Path, List<FileProblem>> wrong, boolean isNew) {
        files.beginPass();
        Set<Path> gone = files.all().stream()
                .map(DeskFile::path)
                .filter(path ->
                        !look.files().containsKey(path) && !look.moving().contains(path))
                .collect(Collectors.toCollection(HashSet::new));
        Pass pass = new Pass(look, wrong, gone, isNew);
        // What one file lacked another may have brought.
        boolean changed = false;
        for (boolean again = true; again; changed |= again) {
            again = false;
            for (OperatorFile seen : look.still(files.folder(), seen -> isOpen(seen, pass))) {
                again |= take(seen, pass);
            }
        }
        for (Path path : List.copyOf(gone)) {
            DeskFile file = files.find(path);
            changed |= file != null && drop(file, pass);
        }
        files.endPass();
        if (changed && !isFirst) {
            wakeUps.changed();
        }
        isFirst = false;
    }

    /**
     * Settings count from now on: what waited for them goes on.
     *
     * @param readers the files that read one of them
     */
    void settings(Set<String> keys, Set<Path> readers) {
        wakeUps.changed(keys);
        files.all().stream()
                .filter(file -> readers.contains(file.path()))
                .flatMap(file -> file.routes().stream())
                .filter(route -> !route.isFeed())
                .forEach(route -> wakeUps.deliver(route.routeId()));
    }

    private boolean isOpen(OperatorFile seen, Pass pass) {
        DeskFile file = files.find(seen.path());
        if (file == null || !file.isSettledOn(seen.fingerprint())) {
            return true;
        }
        boolean wrong = !pass.own(seen.path()).isEmpty();
        return file.status() == FileState.Status.REFUSED
                ? !pass.wrong(seen.path()).isEmpty() || file.isRefusedByCheck() || pass.isNew()
                : wrong && pass.look().moving().isEmpty();
    }

    /** Takes a new version over, if nothing is wrong with it. Returns whether it did. */
    private boolean take(OperatorFile seen, Pass pass) {
        DeskFile file = files.at(seen.path());
        if (file.runs(seen)) {
            // What others took away from it, or gave back, changes nothing about it.
            stand(file, seen, pass.own(seen.path()));
            return false;
        }
        if (!pass.wrong(seen.path()).isEmpty()) {
            refuse(file, seen, pass.wrong(seen.path()));
            return false;
        }
        return load(file, seen, pass);
    }

    private boolean load(DeskFile file, OperatorFile seen, Pass pass) {
        try {
            boolean known = file.running().isPresent();
            boolean waited = !known && file.status() == FileState.Status.REFUSED;
            boolean taken = seen.isKamelet() ? kamelets.take(file, seen) : routes.take(file, seen, pass.gone());
            if (taken && !isFirst) {
                tell(file, known ? "swapped" : "loaded");
                wakeUps.taken(file.routes(), waited);
            }
            return taken;
        } catch (Exception e) {
            refuse(file, seen, Reason.of(e));
            LOG.debug("file={}", files.name(file), e);
            return false;
        }
    }

    private void tell(DeskFile file, String what) {
        String took = file.state().took().toMillis() + " ms";
        LOG.info("file={} {}, its routes in {}", files.name(file), what, took);
        file.warnings().forEach(warning -> LOG.warn("file={} {}", files.name(file), warning));
    }

    private void stand(DeskFile file, OperatorFile seen, List<FileProblem> own) {
        if (!own.isEmpty()) {
            refuse(file, seen, own);
        } else if (file.settle(seen.fingerprint())) {
            LOG.info("file={} is right again as it runs", files.name(file));
        }
    }

    private void refuse(DeskFile file, OperatorFile seen, String reason) {
        refuse(file, seen, List.of(new FileProblem(file.path(), "", reason)));
        file.isRefusedBy(false);
    }

    private void refuse(DeskFile file, OperatorFile seen, List<FileProblem> problems) {
        if (file.refused(seen.fingerprint(), problems) && !isFirst) {
            String rest = file.running().isEmpty() ? "" : "; the version before it runs on";
            LOG.error(
                    "file={} refused: {}{}",
                    files.name(file),
                    file.message(),
                    file.runs(seen) ? "; it runs on as it is" : rest);
        }
        file.isRefusedBy(true);
    }

    /** Lets go of a file that is not there any more. Returns whether it did. */
    private boolean drop(DeskFile file, Pass pass) {
        Optional<OperatorFile> running = file.running();
        if (running.isEmpty()) {
            files.forget(file);
            return false;
        }
        OperatorFile nothing = running.get().under("gone");
        Optional<String> reason = reasonToStay(file, pass);
        if (reason.isPresent()) {
            refuse(file, nothing, reason.get());
            return false;
        }
        try {
            boolean dropped = running.get().isKamelet()
                    ? kamelets.drop(file, running.get(), nothing)
                    : routes.drop(file, nothing);
            if (dropped) {
                files.forget(file);
                LOG.info("file={} is gone, and what it brought with it", files.name(file));
            }
            return dropped;
        } catch (Exception e) {
            refuse(file, nothing, "it is gone, but " + Reason.of(e));
            return false;
        }
    }

    private Optional<String> reasonToStay(DeskFile file, Pass pass) {
        Collection<OperatorFile> there = pass.look().files().values();
        Optional<DeskFile> heir = routes.refusedHeir(file, there);
        if (heir.isPresent()) {
            return Optional.of("it seems to be " + files.name(heir.get()) + " now, which is not loaded");
        }
        List<String> needed = files.needing(file).stream()
                .filter(user -> !pass.gone().contains(user.path()))
                .map(user -> files.name(user)
                        + pass.own(user.path()).stream()
                                .findFirst()
                                .map(problem -> ":" + problem.place())
                                .orElse(""))
                .toList();
        return needed.isEmpty()
                ? Optional.empty()
                : Optional.of("it is gone, but " + String.join(", ", needed)
                        + (needed.size() == 1 ? " needs it" : " need it"));
    }
}

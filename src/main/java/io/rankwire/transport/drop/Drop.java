package io.rankwire.transport.drop;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.document.export.Document;
import io.rankwire.document.export.FileName;
import io.rankwire.transport.drop.DropFolder.Entry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts the documents of one delivery into a folder so that no reader sees a part of one: everything is written under
 * temporary names and checked, then the documents get their names, then their companions appear. Companions of a document
 * that is about to be replaced are taken away first, for they would belong to the wrong one. Where nothing can be renamed
 * ({@link WriteMode#DIRECT}) the companions alone say that a document is whole.
 */
final class Drop {
    /** The temporary names that this class gives, and as far as possible no other program. */
    private static final Pattern TEMPORARY =
            Pattern.compile("\\.(?<document>.+?)(\\.sha256|\\.manifest\\.json)?\\.part");

    private final DropFolder folder;
    private final Terms terms;
    private final Clock clock;

    public Drop(DropFolder folder, Terms terms, Clock clock) {
        this.folder = folder;
        this.terms = terms;
        this.clock = clock;
    }

    /**
     * What an operator decides.
     *
     * @param onExisting what happens to files that are there already
     * @param sweepAfter how old a temporary file must be to be taken for one that a broken attempt left
     * @param write how a file comes to its name
     */
    public record Terms(OnExisting onExisting, Duration sweepAfter, WriteMode write) {}

    /** What is left to do, by the name that it is for. */
    private record Plan(Map<String, Path> documents, Map<String, Path> companions, List<String> withdrawn) {
        static Plan empty() {
            return new Plan(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        }

        Map<String, Path> files() {
            Map<String, Path> files = new LinkedHashMap<>(documents);
            files.putAll(companions);
            return files;
        }
    }

    /**
     * Puts them all there, or as many as have their names when it fails; doing it again completes them.
     *
     * @throws DeliveryFault if it could not be done; no temporary file is left behind that could be removed
     */
    public void put(List<Parcel> parcels) throws DeliveryFault {
        Set<String> names = names(parcels);
        Map<String, Entry> there =
                folder.list(name -> names.contains(name) || isTemporary(name)).orElse(null);
        Plan plan = plan(parcels, there);
        if (terms.write() == WriteMode.DIRECT) {
            putDirectly(plan);
        } else {
            putRenamed(plan, there);
        }
    }

    /** All names that files of these parcels have or had, finished or not. */
    private Set<String> names(List<Parcel> parcels) {
        Set<String> names = new HashSet<>();
        for (Parcel parcel : parcels) {
            names.add(parcel.document().name());
            names.addAll(parcel.companionNames());
            parcel.companions().forEach(companion -> names.add(companion.name()));
        }
        names.stream().map(this::staged).toList().forEach(names::add);
        return names;
    }

    private void putRenamed(Plan plan, @Nullable Map<String, Entry> there) throws DeliveryFault {
        Map<String, Path> files = plan.files();
        sweep(
                files,
                terms.write() == WriteMode.RENAME
                        ? there
                        : folder.staging()
                                .list(name -> files.containsKey(name) || isTemporary(name))
                                .orElse(null));
        try {
            write(files);
            withdraw(plan);
            name(plan.documents());
            name(plan.companions());
        } catch (DeliveryFault fault) {
            discard(files, fault);
            throw fault;
        }
    }

    private void putDirectly(Plan plan) throws DeliveryFault {
        withdraw(plan);
        try {
            write(plan.documents());
            write(plan.companions());
            folder.sync();
        } catch (DeliveryFault fault) {
            discard(plan.files(), fault);
            throw fault;
        }
    }

    private void withdraw(Plan plan) throws DeliveryFault {
        for (String old : plan.withdrawn()) {
            folder.remove(old);
        }
    }

    /** Writes files and looks whether all of each arrived. */
    private void write(Map<String, Path> files) throws DeliveryFault {
        for (Map.Entry<String, Path> file : files.entrySet()) {
            folder.staging().write(file.getValue(), staged(file.getKey()));
        }
        check(files);
    }

    private String staged(String name) {
        return terms.write().staged(name);
    }

    private Plan plan(List<Parcel> parcels, @Nullable Map<String, Entry> there) throws DeliveryFault {
        if (there == null && terms.onExisting() == OnExisting.FAIL) {
            throw DeliveryFault.permanent(folder + " may not be listed, which onExisting: fail needs; choose another");
        }
        Plan plan = Plan.empty();
        for (Parcel parcel : parcels) {
            if (there == null) {
                plan.documents().put(parcel.document().name(), parcel.document().file());
                withdraw(parcel, name -> true, plan);
                parcel.companions().forEach(companion -> plan.companions().put(companion.name(), companion.file()));
            } else {
                plan(parcel, there, plan);
            }
        }
        return plan;
    }

    private void plan(Parcel parcel, Map<String, Entry> there, Plan plan) throws DeliveryFault {
        Document document = parcel.document();
        List<Parcel.Companion> owed = new ArrayList<>();
        for (Parcel.Companion companion : parcel.companions()) {
            if (terms.onExisting() == OnExisting.REPLACE || !same(companion.name(), companion.file(), there)) {
                owed.add(companion);
            }
        }
        boolean exists = there.containsKey(document.name());
        if (!exists || !isDelivered(parcel, owed, there)) {
            if (exists) {
                checkReplaceable(document);
            }
            plan.documents().put(document.name(), document.file());
            withdraw(parcel, there::containsKey, plan);
            owed = parcel.companions();
        } else {
            owed.stream().map(Parcel.Companion::name).filter(there::containsKey).forEach(plan.withdrawn()::add);
        }
        owed.forEach(companion -> plan.companions().put(companion.name(), companion.file()));
    }

    private void withdraw(Parcel parcel, Predicate<String> there, Plan plan) {
        List<String> names = new ArrayList<>(parcel.companionNames());
        if (terms.write() == WriteMode.DIRECT) {
            // Writing over a document is refused by some servers, and tears it for a reader that has it open.
            names.add(parcel.document().name());
        }
        names.stream().filter(there).forEach(plan.withdrawn()::add);
    }

    private boolean isDelivered(Parcel parcel, List<Parcel.Companion> owed, Map<String, Entry> there)
            throws DeliveryFault {
        Document document = parcel.document();
        Entry known = there.get(document.name());
        if (terms.onExisting() == OnExisting.REPLACE || known == null || known.bytes() != document.bytes()) {
            return false;
        }
        return (owed.isEmpty() && folder.trustsManifests()) || folder.holds(document.name(), document.file());
    }

    private boolean same(String name, Path file, Map<String, Entry> there) throws DeliveryFault {
        return there.containsKey(name)
                && there.get(name).bytes() == file.toFile().length()
                && folder.holds(name, file);
    }

    private void checkReplaceable(Document document) throws DeliveryFault {
        if (terms.onExisting() == OnExisting.FAIL) {
            throw DeliveryFault.permanent(document.name() + " is in " + folder
                    + " already with other content, and onExisting is fail; move it away, then retry");
        }
        if (terms.write() != WriteMode.DIRECT && !folder.replacesAtOnce()) {
            throw DeliveryFault.passing(document.name() + " is in " + folder
                    + " already with other content, and the server cannot replace a file in one step; "
                    + "it is sent when that file has been collected");
        }
    }

    /** Removes what broken attempts left: of these very files whatever its age, of others when it is old. */
    private void sweep(Map<String, Path> files, @Nullable Map<String, Entry> there) throws DeliveryFault {
        if (there == null) {
            for (String name : files.keySet()) {
                folder.staging().remove(staged(name));
            }
            return;
        }
        // Not written over: a server that still works off a connection that was cut would write into the new file.
        for (String name : files.keySet()) {
            if (there.containsKey(staged(name))) {
                folder.staging().remove(staged(name));
            }
        }
        Instant old = clock.instant().minus(terms.sweepAfter());
        there.entrySet().stream()
                .filter(entry -> isTemporary(entry.getKey())
                        && entry.getValue().modified().isBefore(old))
                .forEach(entry -> sweep(entry.getKey()));
    }

    private static boolean isTemporary(String name) {
        Matcher temporary = TEMPORARY.matcher(name);
        return temporary.matches() && FileName.isOfDocument(temporary.group("document"));
    }

    private void sweep(String leftover) {
        try {
            folder.staging().remove(leftover);
        } catch (DeliveryFault ignored) {
            // Tidying up is not worth a failed delivery, and a folder that is out of reach will say so by itself.
        }
    }

    /** Looks whether everything arrived, before anything gets its name. */
    private void check(Map<String, Path> files) throws DeliveryFault {
        Set<String> staged = files.keySet().stream().map(this::staged).collect(Collectors.toSet());
        Optional<Map<String, Entry>> there = folder.staging().find(staged);
        if (there.isEmpty()) {
            return;
        }
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Entry entry = there.get().get(staged(file.getKey()));
            long bytes = file.getValue().toFile().length();
            if (entry == null || entry.bytes() != bytes) {
                throw DeliveryFault.passing("of the " + bytes + " bytes of " + file.getKey() + " "
                        + (entry == null ? 0 : entry.bytes()) + " arrived in " + folder);
            }
        }
    }

    private void name(Map<String, Path> files) throws DeliveryFault {
        for (String name : files.keySet()) {
            folder.rename(staged(name), name);
        }
        folder.sync();
    }

    private void discard(Map<String, Path> files, DeliveryFault fault) {
        for (String name : files.keySet()) {
            try {
                folder.staging().remove(staged(name));
            } catch (DeliveryFault another) {
                // The folder cannot be reached any more; the next attempt removes the rest.
                fault.addSuppressed(another);
                return;
            }
        }
    }
}

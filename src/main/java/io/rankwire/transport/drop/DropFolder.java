package io.rankwire.transport.drop;

import io.rankwire.delivery.DeliveryFault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A folder that files are dropped into, here or elsewhere. Names are plain. Every method throws a {@link DeliveryFault}
 * that says in one line what went wrong where.
 */
interface DropFolder {

    /** A file that is there. */
    record Entry(long bytes, Instant modified) {}

    /** The files there whose names are wanted, by name, hidden ones too; empty where looking is not allowed. */
    Optional<Map<String, Entry>> list(Predicate<String> wanted) throws DeliveryFault;

    /** As {@link #list}, of names that are known, which can be less than going through the folder. */
    default Optional<Map<String, Entry>> find(Set<String> names) throws DeliveryFault {
        return list(names::contains);
    }

    /** Whether a file there has the very bytes of this one. */
    boolean holds(String name, Path file) throws DeliveryFault;

    /** Whether a manifest that says the same is enough to take a file of the same size for the same. */
    boolean trustsManifests();

    /** Whether a file can be replaced without ever being missing. */
    boolean replacesAtOnce() throws DeliveryFault;

    /** Writes a file under a name that is not there. */
    void write(Path file, String name) throws DeliveryFault;

    /** Where files wait until they get their names: another folder in reach of {@link #rename}, or this one. */
    default DropFolder staging() {
        return this;
    }

    /** Gives a file of {@link #staging} its name here, in one step; what had that name is replaced. */
    void rename(String from, String to) throws DeliveryFault;

    /** Removes a file, if it is there. */
    void remove(String name) throws DeliveryFault;

    /** Returns when the names are as safe from a power cut as the files. */
    void sync() throws DeliveryFault;

    /** What it is called in messages. */
    @Override
    String toString();
}

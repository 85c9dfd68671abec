package io.rankwire.transport.drop;

import io.rankwire.delivery.DeliveryFault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A folder that files are dropped into, here or elsewhere. Names are plain. Every method throws a {@link DeliveryFault}
 * that says in one line what went wrong where.
 */
interface DropFolder {

    /** A file that is there. */
    record Entry(long bytes, Instant modified) {}

    /** What is there, by name, hidden files too; empty where looking is not allowed. */
    Optional<Map<String, Entry>> list() throws DeliveryFault;

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

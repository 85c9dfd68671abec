package io.rankwire.document.format;

import java.time.LocalDateTime;
import java.util.zip.ZipEntry;

/** Entries of a zip that are the same whenever they are made. */
public final class ZipEntries {
    /**
     * The time of a zip's entry, the same everywhere. On its very first day, 1 January 1980, the format's clock would
     * add a field that depends on the machine's zone.
     */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private ZipEntries() {}

    /** An entry of that name. */
    public static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        return entry;
    }
}

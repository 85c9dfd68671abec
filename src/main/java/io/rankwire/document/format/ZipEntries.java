package io.rankwire.document.format;

import java.time.LocalDateTime;
import java.util.zip.ZipEntry;

/** Entries of a zip that are the same whenever they are made. */
public final class ZipEntries {
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private ZipEntries() {}

    /** An entry of that name. */
    public static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        return entry;
    }
}

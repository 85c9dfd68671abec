package io.rankwire.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process costs, as Linux says it. */
final class Measured {
    private static final Pattern RSS = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    /** The unit of /proc/PID/stat on Linux. */
    private static final int TICKS_A_SECOND = 100;

    private Measured() {}

    /** User and system time of a process so far. */
    static double cpuSeconds(long pid) {
        String stat = read("/proc/" + pid + "/stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_A_SECOND;
    }

    /** The memory a process has now. */
    static long nowKilobytes(long pid) {
        Matcher line = RSS.matcher(read("/proc/" + pid + "/status"));
        if (!line.find()) {
            throw new IllegalStateException("there is no VmRSS for process " + pid + "; this needs Linux");
        }
        return Long.parseLong(line.group(1));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

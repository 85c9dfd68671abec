package io.rankwire.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program in a process of its own that says at its end what it cost. Arguments: the class with main, then its own. */
public final class Measured {
    private static final Pattern RSS = Pattern.compile("(VmHWM|VmRSS):\\s+(\\d+) kB");
    /** The unit of /proc/PID/stat on Linux. */
    private static final int TICKS_A_SECOND = 100;

    private Measured() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        long begin = System.nanoTime();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            double wall = (System.nanoTime() - begin) / 1e9;
            ProcessHandle self = ProcessHandle.current();
            System.out.printf("measured %.3f %.2f %d%n", wall, cpuSeconds(self.pid()), peakKilobytes(self.pid()));
        }));
        try {
            Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            System.exit(1);
        }
    }

    /** User and system time of a process so far. */
    static double cpuSeconds(long pid) {
        String stat = read("/proc/" + pid + "/stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_A_SECOND;
    }

    /** The most memory a process ever had. */
    static long peakKilobytes(long pid) {
        return memory(pid, "VmHWM");
    }

    /** The memory a process has now. */
    static long nowKilobytes(long pid) {
        return memory(pid, "VmRSS");
    }

    private static long memory(long pid, String which) {
        Matcher line = RSS.matcher(read("/proc/" + pid + "/status"));
        while (line.find()) {
            if (line.group(1).equals(which)) {
                return Long.parseLong(line.group(2));
            }
        }
        throw new IllegalStateException("there is no " + which + " for process " + pid + "; this needs Linux");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

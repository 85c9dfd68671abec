package io.rankwire.store;

import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that works on a store. Written beside what it holds, so that others can tell whether it still runs.
 *
 * @param name how operators call it
 * @param machine where it runs: two processes of the same machine see each other's numbers
 * @param process its number, and since when it has it
 */
public record Node(String name, String machine, String process) {
    private static final Pattern WRITTEN =
            Pattern.compile("(?<name>[^ ]+) on (?<machine>[^ ]+) as (?<process>\\d+@\\w+)( .*)?");

    public Node {
        if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new OperatorMistake(
                    "rankwire.node is '" + name + "'; it must consist of letters, digits, dots, hyphens, underscores");
        }
    }

    /** This process, under a name of the operator's, or that of its host and its number. */
    public static Node self(Optional<String> name) {
        ProcessHandle self = ProcessHandle.current();
        String host = host();
        return new Node(
                name.orElse(host.replaceAll("[^A-Za-z0-9._-]", "-") + "-" + self.pid()),
                (host + "/" + firstLine("/proc/sys/kernel/random/boot_id") + "/" + link("/proc/self/ns/pid"))
                        .replace(' ', '-'),
                self.pid() + "@" + started(self));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    /** Tells one boot of a machine from the next; containers of one name on two machines are told apart by it too. */
    private static String firstLine(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String link(String file) {
        try {
            return Files.readSymbolicLink(Path.of(file)).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String started(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(instant -> Long.toString(instant.toEpochMilli()))
                .orElse("unknown");
    }

    /** Whether a process wrote this that ran on this machine and does not any more; what others do cannot be seen. */
    public boolean knowsDead(String written) {
        Matcher other = WRITTEN.matcher(written);
        if (!other.matches() || !other.group("machine").equals(machine)) {
            return false;
        }
        String process = other.group("process");
        int at = process.indexOf('@');
        return ProcessHandle.of(Long.parseLong(process.substring(0, at)))
                .filter(running -> started(running).equals(process.substring(at + 1)))
                .isEmpty();
    }

    /** As it is written into the store. */
    @Override
    public String toString() {
        return name + " on " + machine + " as " + process;
    }
}

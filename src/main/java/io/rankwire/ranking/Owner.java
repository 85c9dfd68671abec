package io.rankwire.ranking;

/** The name under which this process holds things in the store, from which others can tell whether it still runs. */
public final class Owner {
    private Owner() {}

    /** This process. */
    public static String self() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + "@" + started(self);
    }

    /** Whether the process that wrote the name still runs, under the same number and since the same moment. */
    public static boolean isAlive(String owner) {
        int at = owner.indexOf('@');
        return ProcessHandle.of(Long.parseLong(owner.substring(0, at)))
                .filter(process -> started(process).equals(owner.substring(at + 1)))
                .isPresent();
    }

    private static String started(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(instant -> Long.toString(instant.toEpochMilli()))
                .orElse("unknown");
    }
}

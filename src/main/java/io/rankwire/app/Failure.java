package io.rankwire.app;

/** What an exception says to a person, in one line. */
final class Failure {
    private Failure() {}

    /** The outermost message that says anything, and the innermost when it says more. */
    static String line(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String first = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        String last = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        String line = first.contains(last) ? first : first + ": " + last;
        return line.strip().replaceAll("\\s+", " ");
    }
}

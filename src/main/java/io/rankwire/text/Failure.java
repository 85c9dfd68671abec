package io.rankwire.text;

/** What an exception says to a person, in one line. */
public final class Failure {
    private Failure() {}

    /** The outermost message that says anything, and the innermost when it says more. */
    public static String line(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String first = words(thrown);
        String last = words(root);
        String line = first.contains(last) ? first : first + ": " + last;
        return OneLine.of(line);
    }

    private static String words(Throwable thrown) {
        String message = thrown instanceof OperatorMistake mistake ? mistake.told() : thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : message;
    }
}

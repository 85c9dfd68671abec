package io.rankwire.app;

import io.rankwire.text.OneLine;
import io.rankwire.text.OperatorMistake;

/** What an exception says to a person, in one line. */
final class Failure {
    private Failure() {}

    /** The outermost message that says anything, and the innermost when it says more. */
    static String line(Throwable thrown) {
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

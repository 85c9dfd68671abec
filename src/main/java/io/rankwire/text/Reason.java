package io.rankwire.text;

/** What an exception says, in one line that an operator can read. */
public final class Reason {
    private static final int LONGEST = 300;

    private Reason() {}

    /** The innermost message, behind the name of its class where the message alone says too little. */
    public static String of(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root instanceof OperatorMistake mistake ? mistake.told() : root.getMessage();
        String name = root.getClass().getSimpleName().replaceAll("Exception$|Error$", "");
        String spaced = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
        String flat = message == null ? spaced : OneLine.of(message);
        // Ours are whole sentences; those of networks and files often say no more than a name.
        boolean whole = message == null || root instanceof OperatorReadable;
        return OneLine.of(whole ? flat : spaced + ": " + flat, LONGEST);
    }
}

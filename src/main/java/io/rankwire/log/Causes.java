package io.rankwire.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import io.rankwire.text.OneLine;
import java.util.ArrayList;
import java.util.List;

/** What was thrown, and what that came of, in the words of each. */
final class Causes {
    private Causes() {}

    /** The causes that a line does not say yet; nothing when it says them all. */
    static String unsaid(IThrowableProxy thrown, String line) {
        List<String> causes = new ArrayList<>();
        for (IThrowableProxy cause = thrown; cause != null && !cause.isCyclic(); cause = cause.getCause()) {
            String type = cause.getClassName().substring(cause.getClassName().lastIndexOf('.') + 1);
            String message = cause.getMessage() == null ? "" : OneLine.of(cause.getMessage());
            boolean said = !message.isEmpty()
                    && (line.contains(message) || String.join(" ", causes).contains(message));
            if (!said) {
                causes.add(message.isEmpty() ? type : type + ": " + message);
            }
        }
        return String.join("; caused by ", causes);
    }
}

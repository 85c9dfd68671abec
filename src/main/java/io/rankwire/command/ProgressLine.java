package io.rankwire.command;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** How far a long command is: a bar that moves on a terminal, a line a step anywhere else. */
final class ProgressLine {
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final int steps;
    private final boolean terminal = Ansi.AUTO.enabled();
    private int done;

    ProgressLine(PrintWriter out, int steps) {
        this.out = out;
        this.steps = steps;
    }

    /** Says that a step is done, and what came of it. */
    void done(String what) {
        done++;
        if (terminal) {
            int filled = WIDTH * done / steps;
            out.print("\r\u001b[K[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + done + "/" + steps + "  "
                    + what + (done == steps ? System.lineSeparator() : ""));
        } else {
            out.println(what);
        }
        out.flush();
    }
}

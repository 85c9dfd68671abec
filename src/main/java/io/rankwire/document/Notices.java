package io.rankwire.document;

import io.rankwire.ranking.Flag;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Status;
import java.util.ArrayList;
import java.util.List;

/** What a reader must know before trusting a ranking, in sentences; nothing for one that is plain. */
final class Notices {
    private Notices() {}

    static List<String> of(Snapshot snapshot) {
        List<String> notices = new ArrayList<>();
        Status status = snapshot.state().status();
        if (status == Status.PARTIAL) {
            notices.add("This ranking is partial: the vendor ended it early" + outOf(snapshot)
                    + ". Nothing is said about who dropped out.");
        } else if (status != Status.COMPLETE) {
            notices.add("This ranking is not complete: it is " + status.word() + ".");
        }
        if (snapshot.revision() > 1) {
            notices.add("The vendor corrected this period; this is revision " + snapshot.revision() + ".");
        }
        Facts.flags(snapshot).stream().map(flag -> sentence(flag, snapshot)).forEach(notices::add);
        if (snapshot.baselineIsOlder()) {
            String before = snapshot.baseline().orElseThrow().period().key();
            notices.add("Compared with " + before + ": there is no complete ranking of the "
                    + snapshot.period().type().word() + " just before.");
        }
        return notices;
    }

    private static String outOf(Snapshot snapshot) {
        Long total = snapshot.extent().total();
        return total == null
                ? ""
                : ", after " + Figures.plain(snapshot.extent().positions()) + " of " + Figures.plain(total) + " places";
    }

    private static String sentence(Flag flag, Snapshot snapshot) {
        String depth = Figures.plain(snapshot.extent().positions());
        return switch (flag) {
            case CAPPED -> "The vendor answers no deeper than place " + depth + ".";
            case LIMITED -> "This feed asks for the first " + depth + " places only.";
            case DRIFT -> "The vendor's order changed while it was read, so that single places may be off by a few.";
            case RELABELLED ->
                "The vendor answered with another period than was asked for; it is shown under the vendor's.";
            case INFERRED -> "The vendor names no period; the one shown is when the ranking was fetched.";
            case REPEATED_PAGE -> "The vendor sent one page twice; reading ended there.";
            case SHORT -> "Fewer rows came than the vendor announced.";
            case WARNINGS -> "Single rows had values that could not be read; they are shown as missing.";
        };
    }
}

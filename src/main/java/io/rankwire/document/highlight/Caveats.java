package io.rankwire.document.highlight;

import io.rankwire.document.format.SnapshotFields;
import io.rankwire.feed.Period;
import io.rankwire.ranking.Flag;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import io.rankwire.ranking.Status;
import java.util.ArrayList;
import java.util.List;

/** What a reader must know before trusting a ranking, in sentences; nothing for one that is plain. */
public final class Caveats {
    private final Snapshot snapshot;
    private final Words words;

    public Caveats(Snapshot snapshot, Words words) {
        this.snapshot = snapshot;
        this.words = words;
    }

    public List<String> all(Snapshots snapshots) {
        List<String> notices = new ArrayList<>();
        addStatus(notices);
        if (snapshot.revision() > 1) {
            notices.add(words.say(
                    "notice.corrected", snapshot.revision(), snapshot.tally().changed()));
        }
        if (snapshots.history().isLate(snapshot)) {
            notices.add(words.say("notice.late"));
        }
        snapshots
                .history()
                .unpublishedAfter(snapshot)
                .ifPresent(period -> notices.add(words.say("notice.unpublished", words.shortPeriod(period))));
        SnapshotFields.flags(snapshot).stream()
                .filter(flag -> flag != Flag.SHORT || snapshot.state().status() != Status.PARTIAL)
                .map(this::sentence)
                .forEach(notices::add);
        addBaseline(notices);
        addRowSteps(notices);
        return notices;
    }

    private void addStatus(List<String> notices) {
        Status status = snapshot.state().status();
        Long total = snapshot.extent().total();
        if (status == Status.PARTIAL && total != null) {
            notices.add(words.say("notice.partial.of", snapshot.extent().positions(), total));
        } else if (status == Status.PARTIAL) {
            notices.add(words.say("notice.partial"));
        } else if (status != Status.COMPLETE) {
            notices.add(words.say("notice.unfinished", status.word()));
        }
    }

    private void addBaseline(List<String> notices) {
        if (snapshot.baselineIsOlder()) {
            Period before = snapshot.baseline().orElseThrow().period();
            notices.add(words.say(
                    "notice.older." + snapshot.period().type().word(), words.shortPeriod(before), words.dates(before)));
        }
    }

    private void addRowSteps(List<String> notices) {
        int left = snapshot.extent().positions() - snapshot.extent().rows();
        if (left > 0) {
            notices.add(words.say("notice.rowSteps", left, snapshot.extent().positions()));
        }
    }

    private String sentence(Flag flag) {
        return words.say("notice." + flag.word(), snapshot.extent().positions());
    }
}

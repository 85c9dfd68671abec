package io.rankwire.document.report;

import io.rankwire.document.highlight.Words;
import io.rankwire.ranking.Snapshot;
import io.rankwire.text.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the signs of a report mean, whose figures they are, which run they are of, and how to stop it. */
final class Footer {
    private final Snapshot snapshot;
    private final ReportOptions options;
    private final Words words;

    Footer(Snapshot snapshot, ReportOptions options, Words words) {
        this.snapshot = snapshot;
        this.options = options;
        this.words = words;
    }

    List<String> of(String feed) {
        List<String> lines = new ArrayList<>();
        lines.add(words.say("footer.estimates"));
        lines.add(words.say("footer.ties"));
        snapshot.baseline().ifPresent(baseline -> {
            String before = words.shortPeriod(baseline.period());
            lines.add(words.say("footer.movement", before));
            lines.add(words.say("footer.notable", thresholds()));
            lines.add(words.say("footer.churn", before));
        });
        lines.add(words.say(
                "footer.run",
                feed,
                Long.toString(snapshot.id()),
                snapshot.revision(),
                OneLine.of(snapshot.origin().series(), 500)));
        String contact = options.reader().contact();
        lines.add(
                contact == null
                        ? words.say("footer.stop", feed)
                        : words.say("footer.stop.contact", OneLine.of(contact, 120), feed));
        return lines;
    }

    private String thresholds() {
        String steps = options.wanted().notable().steps().stream()
                .map(step -> words.say("footer.notable.step", step.places(), step.depth()))
                .collect(Collectors.joining(words.say("footer.notable.and")));
        return steps.isEmpty()
                ? words.say("footer.notable.all", options.wanted().notable().beyond())
                : steps
                        + words.say("footer.notable.and")
                        + words.say(
                                "footer.notable.beyond",
                                options.wanted().notable().beyond());
    }
}

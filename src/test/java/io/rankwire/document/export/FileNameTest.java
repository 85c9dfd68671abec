package io.rankwire.document.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rankwire.document.Chosen;
import io.rankwire.document.format.Format;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Status;
import io.rankwire.text.OperatorMistake;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FileNameTest {
    private static final Snapshot SNAPSHOT = new Snapshot(
            1,
            new Snapshot.Origin(1, "sample?categoryId=14&region=U%26S/../\u00c9#week", "sample", "feed", Instant.EPOCH),
            Period.parse(PeriodType.WEEK, "2026-W13"),
            2,
            new Snapshot.State(Status.COMPLETE, Set.of(), null, Instant.EPOCH),
            new Snapshot.Extent(0, 0, 0, null, 0, 0),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new Snapshot.Tally(0, 0, 0, 0, 0, 0));

    @Test
    void namesFeedPeriodAndRevision() {
        assertThat(FileName.of(Chosen.FILE_NAME, SNAPSHOT, "us-beauty", Format.CSV))
                .isEqualTo("us-beauty_2026-W13_r2");
        assertThat(FileName.of("{source}/{first}..{last}", SNAPSHOT, "x", Format.CSV))
                .isEqualTo("sample-2026-03-23..2026-03-29");
    }

    @Test
    void leadsToNoOtherFolderAndHidesNothing() {
        assertThat(FileName.of(Chosen.FILE_NAME, SNAPSHOT, "../../etc/passwd\0", Format.CSV))
                .isEqualTo("-..-etc-passwd-_2026-W13_r2");
        assertThat(FileName.of(Chosen.FILE_NAME, SNAPSHOT, "", Format.CSV)).isEqualTo("-_2026-W13_r2");
        assertThat(FileName.of(Chosen.FILE_NAME, SNAPSHOT, "x".repeat(999), Format.CSV))
                .endsWith("x_2026-W13_r2");
    }

    @Property
    void isMadeOfSafeCharactersWhateverTheFeedIsCalled(@ForAll String feed) {
        assertThat(FileName.of(Chosen.FILE_NAME, SNAPSHOT, feed, Format.CSV))
                .matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");
    }

    @Test
    void saysWhatAPatternLacks() {
        assertThatExceptionOfType(OperatorMistake.class)
                .isThrownBy(() -> FileName.check("latest"))
                .withMessage("fileName is 'latest'; it needs {period}, {first} or {last}, or every period would replace"
                        + " the one before");
    }

    @Test
    void namesWhatTheFeedWasAskedFor() {
        assertThat(FileName.of("{format}_{region}_{categoryId}_{period}", SNAPSHOT, "x", Format.PARQUET))
                .isEqualTo("parquet_U-S-..--_14_2026-W13");
    }

    @Test
    void saysWhichNamesThereAre() {
        assertThatExceptionOfType(OperatorMistake.class)
                .isThrownBy(() -> FileName.of("{fed}_{shopType}_{period}", SNAPSHOT, "x", Format.CSV))
                .withMessage("fileName is '{fed}_{shopType}_{period}'; it names {fed} and {shopType}, known here are"
                        + " {feed}, {source}, {period}, {first}, {last}, {revision}, {format}, {categoryId}, {region}");
    }
}

package io.rankwire.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against compiled zones of tzdata 2026f, newer than those of the Javas that Rankwire is tested on. */
class ZoneDataTest {
    private static final Instant OCTOBER = Instant.parse("2026-10-01T00:00:00Z");

    private final ZoneData newer = new ZoneData(zones());

    private static Path zones() {
        try {
            return Path.of(ZoneDataTest.class.getResource("/zoneinfo").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Instant> hours(int years) {
        return Stream.iterate(OCTOBER, moment -> moment.plus(Duration.ofMinutes(30)))
                .limit(years * 366L * 48);
    }

    @Test
    void findsWhereTheNewerRulesOfTheSystemDiffer() {
        assertThat(newer.systemVersion()).contains("2026f");
        assertThat(newer.disagreement(ZoneId.of("America/Vancouver"), OCTOBER))
                .contains(new ZoneData.Disagreement(
                        Instant.parse("2026-11-01T09:00:00Z"), ZoneOffset.ofHours(-8), ZoneOffset.ofHours(-7)));
        assertThat(newer.disagreement(ZoneId.of("Europe/Berlin"), OCTOBER)).isEmpty();
        assertThat(newer.disagreement(ZoneId.of("GMT+02:00"), OCTOBER)).isEmpty();
    }

    @Test
    void comparesWithNothingOlder(@TempDir Path folder) throws IOException {
        Path america = Files.createDirectories(folder.resolve("America"));
        Files.copy(zones().resolve("America/Vancouver"), america.resolve("Vancouver"));
        ZoneData older = new ZoneData(folder);

        assertThat(older.systemVersion()).isEmpty();
        assertThat(older.disagreement(ZoneId.of("America/Vancouver"), OCTOBER)).isEmpty();

        Files.writeString(folder.resolve("tzdata.zi"), "# version 2001a\n");
        assertThat(new ZoneData(folder).disagreement(ZoneId.of("America/Vancouver"), OCTOBER))
                .isEmpty();
    }

    @Test
    void takesAFileThatIsNoZoneForNothing(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("tzdata.zi"), "# version 2999a\n");
        Files.writeString(Files.createDirectories(folder.resolve("Europe")).resolve("Berlin"), "TZif2, and no more");

        assertThat(new ZoneData(folder).disagreement(ZoneId.of("Europe/Berlin"), OCTOBER))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "Asia/Jerusalem", "Australia/Lord_Howe"})
    void readsCompiledZonesAsJavaDoes(String name) throws IOException {
        ZoneFile zone = ZoneFile.read(zones().resolve(name));
        ZoneId java = ZoneId.of(name);

        assertThat(hours(2)).allSatisfy(moment -> assertThat(zone.offset(moment))
                .as("%s", moment)
                .isEqualTo(java.getRules().getOffset(moment)));
        Instant long_ago = Instant.parse("1995-07-01T00:00:00Z");
        assertThat(zone.offset(long_ago)).isEqualTo(java.getRules().getOffset(long_ago));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CET-1CEST,M3.5.0,M10.5.0/3         | Europe/Berlin
            IST-1GMT0,M10.5.0,M3.5.0/1         | Europe/Dublin
            EST5EDT,M3.2.0,M11.1.0             | America/New_York
            <-02>2<-01>,M3.5.0/-1,M10.5.0/0    | America/Nuuk
            IST-2IDT,M3.4.4/26,M10.5.0         | Asia/Jerusalem
            <+1030>-10:30<+11>-11,M10.1.0,M4.1.0 | Australia/Lord_Howe
            <+0545>-5:45                       | Asia/Kathmandu
            """)
    void readsRulesForTheYearsToComeAsJavaDoes(String rules, String name) {
        PosixZone zone = PosixZone.parse(rules);
        ZoneId java = ZoneId.of(name);

        assertThat(hours(2)).allSatisfy(moment -> assertThat(zone.offset(moment))
                .as("%s", moment)
                .isEqualTo(java.getRules().getOffset(moment)));
    }

    @Test
    void countsDaysOfTheYearWithAndWithoutTheTwentyNinthOfFebruary() {
        PosixZone julian = PosixZone.parse("XST0XDT,J60/0,J300/0");
        PosixZone plain = PosixZone.parse("XST0XDT,59/0,299/0");

        assertThat(julian.offset(LocalDate.of(2028, 3, 1).atStartOfDay().toInstant(ZoneOffset.UTC)))
                .isEqualTo(ZoneOffset.ofHours(1));
        assertThat(julian.offset(LocalDate.of(2028, 2, 29).atStartOfDay().toInstant(ZoneOffset.UTC)))
                .isEqualTo(ZoneOffset.UTC);
        assertThat(plain.offset(LocalDate.of(2028, 2, 29).atStartOfDay().toInstant(ZoneOffset.UTC)))
                .isEqualTo(ZoneOffset.ofHours(1));
        assertThat(Optional.of(plain.standard())).contains(0);
    }
}

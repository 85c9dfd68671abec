package io.rankwire.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.operator.routefile.Mistake;
import io.rankwire.schedule.ZoneData;
import io.rankwire.settings.Home;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleRulesTest {
    private static final Clock AUTUMN = Clock.fixed(Instant.parse("2026-10-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path home;

    private ZoneData zones = new ZoneData(Path.of("nowhere"));

    @BeforeEach
    void moveIn() throws IOException {
        BrokenHome.good(home);
    }

    private List<String> check(String cron, String zone) throws IOException {
        Files.createDirectories(home.resolve("routes/reports"));
        Files.writeString(home.resolve("routes/reports/nightly.camel.yaml"), """
                - route:
                    id: nightly
                    description: What moved
                    from:
                      uri: quartz:nightly
                      parameters:
                        cron: %s
                        trigger.timeZone: "%s"
                      steps:
                        - to:
                            uri: kamelet:digest
                            parameters: { feeds: good-products }
                        - to:
                            uri: kamelet:publish
                            parameters: { sinks: archive }
                """.formatted(cron, zone));
        try (Checker checker = new Checker(new Home(home), Map.of(), AUTUMN, zones)) {
            return checker.checkAll().stream().map(Mistake::line).toList();
        }
    }

    @Test
    void warnsOfDaysOnWhichTheClocksLeaveTheTimeOutOrShowItTwice() throws IOException {
        assertThat(check("0 30 2 * * ?", "Europe/Berlin"))
                .containsExactly(
                        "routes/reports/nightly.camel.yaml:7:15  warning: cron: on 2026-10-25 the clocks of"
                                + " Europe/Berlin go from 03:00 to 02:00 and show 02:30 twice; it is due at"
                                + " 02:30 +01:00, and then on 2026-10-26 02:30 +01:00",
                        "routes/reports/nightly.camel.yaml:7:15  warning: cron: on 2027-03-28 the clocks of"
                                + " Europe/Berlin go from 02:00 to 03:00 and leave out 02:30, so it is not due then,"
                                + " and then on 2027-03-29 02:30 +02:00");
        assertThat(check("0 30 3 * * ?", "Europe/Berlin")).isEmpty();
    }

    @Test
    void readsACronExpressionAndAZoneThatPropertiesStandFor() throws IOException {
        Path settings = home.resolve("config/rankwire.properties");
        Files.writeString(settings, Files.readString(settings) + "digest.cron = 0 0 8 ? * MOM\ndigest.zone = EST\n");

        assertThat(check("\"{{digest.cron}}\"", "{{digest.zone}}"))
                .containsExactly(
                        "routes/reports/nightly.camel.yaml:7:16  cron is '0 0 8 ? * MOM': Invalid Day-of-Week value:"
                                + " 'MOM'; did you mean MON?",
                        "routes/reports/nightly.camel.yaml:8:28  trigger.timeZone is 'EST'; it must be a time zone"
                                + " such as UTC or Europe/Berlin; did you mean America/New_York?");
    }

    @Test
    void warnsWhereJavasZoneDataAreNotThoseOfToday() throws IOException, URISyntaxException {
        zones = new ZoneData(Path.of(getClass().getResource("/zoneinfo").toURI()));
        Path settings = home.resolve("config/rankwire.properties");
        Files.writeString(settings, Files.readString(settings).replace("zone = UTC", "zone = America/Vancouver"));
        String java = ZoneRulesProvider.getVersions("UTC").lastEntry().getKey();
        String warning = "warning: America/Vancouver is -08:00 on 2026-11-01 by the zone data of this Java, " + java
                + ", and -07:00 by the system's, 2026f; use a Java with newer zone data";

        assertThat(check("0 0 8 ? * MON", "America/Vancouver"))
                .containsExactly(
                        "config/rankwire.properties:9:17  " + warning,
                        "routes/reports/nightly.camel.yaml:8:28  " + warning);
        assertThat(check("0 0 8 ? * MON", "Europe/Berlin"))
                .containsExactly("config/rankwire.properties:9:17  " + warning);
    }
}

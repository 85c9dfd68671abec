package io.rankwire.operator.check;

import io.rankwire.feed.Zones;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.schedule.ZoneData;
import io.rankwire.text.OperatorMistake;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Whether time zones are named as all readers understand them, and Java's rules of them are those of today. */
public final class ZoneRules {
    private final ZoneData data;
    private final Clock clock;

    public ZoneRules(ZoneData data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    /** Tells what is wrong with a zone's name; the zone, when nothing is. */
    public Optional<ZoneId> check(String what, String name, Place place, Rule rule, Findings findings) {
        try {
            ZoneId zone = Zones.parse(what, name);
            checkData(zone, place, findings);
            return Optional.of(zone);
        } catch (OperatorMistake e) {
            findings.at(place, rule).error(e.getMessage());
            return Optional.empty();
        }
    }

    /** Warns of rules of the zone that have changed since Java's were made. */
    public void checkData(ZoneId zone, Place place, Findings findings) {
        data.disagreement(zone, clock.instant()).ifPresent(differ -> findings.at(place, Rule.SCHEDULE)
                .warning(zone.getId() + " is " + differ.java() + " on "
                        + differ.moment().atOffset(ZoneOffset.UTC).toLocalDate()
                        + " by the zone data of this Java, "
                        + data.javaVersion() + ", and " + differ.system() + " by the system's, "
                        + data.systemVersion().orElse("") + "; use a Java with newer zone data"));
    }
}

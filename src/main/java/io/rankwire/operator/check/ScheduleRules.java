package io.rankwire.operator.check;

import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.Text;
import io.rankwire.operator.workspace.CheckContext;
import io.rankwire.schedule.ClockChange;
import io.rankwire.schedule.Cron;
import io.rankwire.schedule.Schedule;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Whether the cron expression and the zone of a route that begins with {@code quartz:} say what they seem to say. */
final class ScheduleRules {
    private final CheckContext checkContext;
    private final ZoneRules zones;
    private final Clock clock;

    ScheduleRules(CheckContext checkContext, ZoneRules zones, Clock clock) {
        this.checkContext = checkContext;
        this.zones = zones;
        this.clock = clock;
    }

    void check(Call input, Findings findings) {
        if (!input.scheme().equals("quartz")) {
            return;
        }
        Optional<ZoneId> zone = input.option(Schedule.ZONE)
                .map(text -> zone(text, findings))
                .orElseGet(() -> Optional.of(ZoneId.systemDefault()));
        input.option("cron").ifPresent(text -> cron(text, zone, findings));
    }

    private Optional<ZoneId> zone(Text text, Findings findings) {
        Optional<String> name = checkContext.placeholders().resolve(text.value());
        return name.flatMap(given -> zones.check(Schedule.ZONE, given, text.place(), Rule.SCHEDULE, findings));
    }

    private void cron(Text text, Optional<ZoneId> zone, Findings findings) {
        Optional<String> resolved = checkContext.placeholders().resolve(text.value());
        if (resolved.isEmpty()) {
            return;
        }
        boolean literal = resolved.get().equals(text.value());
        Cron cron = new Cron(resolved.get());
        Optional<Cron.Remark> fault = cron.fault();
        if (fault.isPresent()) {
            Cron.Remark remark = fault.get();
            findings.at(literal ? text.at(remark.from()) : text.place(), Rule.SCHEDULE)
                    .error(remark.message());
            return;
        }
        cron.ignored().forEach(remark -> findings.at(literal ? text.at(remark.from()) : text.place(), Rule.SCHEDULE)
                .warning(remark.message()));
        zone.ifPresent(clocks -> due(text, new Schedule(cron, clocks), findings));
    }

    private void due(Text text, Schedule schedule, Findings findings) {
        Instant now = clock.instant();
        if (schedule.after(now).isEmpty()) {
            findings.at(text.place(), Rule.SCHEDULE)
                    .error("cron is '" + schedule.cron().text() + "', which is never due again");
        }
        for (ClockChange change : ClockChange.of(schedule, now)) {
            findings.at(text.place(), Rule.SCHEDULE).warning("cron: " + change.says());
        }
    }
}

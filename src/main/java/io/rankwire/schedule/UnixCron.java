package io.rankwire.schedule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Cron as Unix has it: no seconds, days of the week from 0 for Sunday, and no question mark. */
final class UnixCron {
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    private static final Pattern DAY = Pattern.compile("(?<![/\\d])[0-7](?!\\d)");

    private UnixCron() {}

    /** The same in Quartz, right if it is right; empty when it is none of Unix, or says both days, which Quartz does not take. */
    static Optional<String> inQuartz(List<String> texts) {
        if (texts.size() != 5) {
            return Optional.empty();
        }
        String month = texts.get(2);
        String week = DAY.matcher(texts.get(4)).replaceAll(day -> DAYS.get(Integer.parseInt(day.group())));
        if (!month.equals("*") && !month.equals("?") && !week.equals("*") && !week.equals("?")) {
            return Optional.empty();
        }
        boolean byWeek = !week.equals("*") && !week.equals("?");
        return Optional.of(String.join(
                " ", "0", texts.get(0), texts.get(1), byWeek ? "?" : month, texts.get(3), byWeek ? week : "?"));
    }
}

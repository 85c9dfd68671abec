package io.rankwire.sandbox.keyapi;

import io.rankwire.sandbox.sample.BadParameter;
import io.rankwire.sandbox.sample.RankedPeriod;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Refuses whatever KeyAPI's pages do not allow, naming the parameter. */
public final class KeyApiRules {
    private static final List<RankedPeriod.Type> RANK_TYPES =
            List.of(RankedPeriod.Type.DAY, RankedPeriod.Type.WEEK, RankedPeriod.Type.MONTH);

    private KeyApiRules() {}

    /** What a query asks on that day, if it asks for what there is. */
    public static KeyApiQuestion question(KeyApiEndpoint endpoint, String query, LocalDate today) {
        Map<String, KeyApiParameter> known = new HashMap<>(endpoint.parameters());
        known.putAll(KeyApiCatalogue.paging(endpoint.pages()));
        Map<String, String> given = KeyApiQuestion.parameters(query);
        given.forEach((name, value) -> {
            KeyApiParameter parameter = known.get(name);
            if (parameter == null) {
                throw new BadParameter(name, "is not a parameter of this endpoint");
            }
            parameter.check(name, value);
        });
        Map<String, String> all = new HashMap<>(given);
        known.forEach((name, parameter) -> {
            if (parameter.isRequired() && !given.containsKey(name)) {
                throw new BadParameter(name, "is required");
            }
            if (!parameter.fallback().isEmpty()) {
                all.putIfAbsent(name, parameter.fallback());
            }
        });
        int size =
                Math.min(number(all, endpoint.pages().size()), endpoint.pages().largest());
        RankedPeriod period = endpoint.isDated() ? dated(all) : undated(all, today);
        boolean isPublished = !endpoint.isDated() || period.last().isBefore(today);
        return new KeyApiQuestion(
                endpoint,
                all,
                new KeyApiQuestion.Page(number(all, endpoint.pages().number()), size),
                period,
                isPublished);
    }

    private static int number(Map<String, String> all, String name) {
        return Integer.parseInt(all.get(name));
    }

    /** A week is named by its Monday, a month by its first day. */
    private static RankedPeriod dated(Map<String, String> all) {
        RankedPeriod.Type type = RANK_TYPES.get(number(all, KeyApiEndpoint.RANK_TYPE) - 1);
        LocalDate date = RankedPeriod.of(RankedPeriod.Type.DAY, all.getOrDefault("date", ""))
                .first();
        RankedPeriod period = RankedPeriod.containing(type, date);
        if (!period.first().equals(date)) {
            throw new BadParameter(
                    "date", "is " + date + "; it must be the first day of the " + type.word() + ", " + period.first());
        }
        return period;
    }

    /** The clock's day, unless a month was asked for. */
    private static RankedPeriod undated(Map<String, String> all, LocalDate today) {
        String timeScope = all.getOrDefault("time_scope", "");
        return timeScope.length() == "2026-04".length()
                ? RankedPeriod.of(RankedPeriod.Type.MONTH, timeScope)
                : RankedPeriod.containing(RankedPeriod.Type.DAY, today);
    }
}

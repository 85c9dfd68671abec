package io.rankwire.listing;

import io.rankwire.delivery.Deliveries;
import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.Receipt;
import io.rankwire.delivery.Sinks;
import io.rankwire.feed.Series;
import io.rankwire.ranking.Flag;
import io.rankwire.ranking.Snapshot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Listings' lines: the same names in commands, pages and JSON. Moments are ISO 8601 in UTC. */
public final class ListingFields {
    private ListingFields() {}

    /** What there is to say of a snapshot in one line. */
    public static Map<String, Object> of(Snapshot snapshot) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", snapshot.id());
        line.put("feed", snapshot.origin().feed());
        line.put("source", snapshot.origin().source());
        line.put("scope", scope(snapshot));
        line.put("periodType", snapshot.period().type().word());
        line.put("period", snapshot.period().key());
        line.put("periodFirst", snapshot.period().first().toString());
        line.put("periodLast", snapshot.period().last().toString());
        line.put("revision", snapshot.revision());
        line.put("status", snapshot.state().status().word());
        line.put(
                "flags",
                snapshot.state().flags().stream().map(Flag::word).sorted().toList());
        line.put("rows", snapshot.extent().rows());
        line.put("requests", snapshot.extent().requests());
        line.put("credits", snapshot.extent().credits());
        line.put("fetchedAt", snapshot.origin().fetchedAt().toString());
        return line;
    }

    /** What a snapshot's series asks for beside its source and length of period: {@code region=GB, shopType=local}. */
    private static String scope(Snapshot snapshot) {
        return Series.parse(snapshot.origin().series()).scope().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** What there is to say of a delivery in one line. */
    public static Map<String, Object> of(Deliveries.Listed listed) {
        Delivery delivery = listed.delivery();
        Delivery.Progress progress = delivery.progress();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", delivery.id());
        line.put("feed", delivery.feed());
        line.put("period", listed.period() == null ? null : listed.period().key());
        line.put("snapshot", delivery.snapshotId());
        line.put("sink", delivery.sink());
        line.put("status", progress.status().word());
        line.put("attempts", progress.attempts());
        line.put("nextAttemptAt", text(progress.nextAttemptAt()));
        line.put("lastError", progress.lastError());
        line.put("owedAt", listed.owedAt().toString());
        line.put("settledAt", text(delivery.settledAt()));
        line.put("document", delivery.document());
        line.put("bytes", delivery.sent() == null ? null : delivery.sent().bytes());
        line.put("sha256", delivery.sha256());
        return line;
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }

    /** What became of a mail for one recipient, in one line. */
    public static Map<String, Object> of(Receipt receipt) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("recipient", receipt.address());
        line.put("at", receipt.at().toString());
        line.put("outcome", receipt.state().word());
        line.put("answer", receipt.answer());
        return line;
    }

    /** What there is to say of an attempt in one line. */
    public static Map<String, Object> of(Deliveries.Attempt attempt) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("attempt", attempt.number());
        line.put("at", attempt.at().toString());
        line.put("outcome", attempt.outcome());
        line.put("answer", attempt.answer());
        return line;
    }

    /**
     * How a sink is doing, in a word.
     *
     * @param isThere whether a file describes it
     * @param isRefused whether something is wrong with that file
     */
    public static String word(Sinks.State state, boolean isThere, boolean isRefused) {
        if (state.disabled() != null) {
            return "disabled";
        }
        if (isRefused) {
            return "refused";
        }
        if (!isThere) {
            return "missing";
        }
        return state.due() > 0 ? "waiting" : "ready";
    }

    /** What there is to say of what a sink got and waits for, behind its name and state. */
    public static Map<String, Object> of(Sinks.State state) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("lastDelivered", text(state.lastDelivered()));
        line.put("due", state.due());
        line.put("oldestDue", text(state.oldestDue()));
        line.put("dead", state.dead());
        return line;
    }
}

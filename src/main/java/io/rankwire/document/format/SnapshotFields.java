package io.rankwire.document.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rankwire.feed.Period;
import io.rankwire.ranking.Flag;
import io.rankwire.ranking.Snapshot;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What documents say about a snapshot as a whole, in the same words everywhere. */
public record SnapshotFields(Snapshot snapshot, String feed) {

    /** Its flags, always in the same order. */
    public static List<Flag> flags(Snapshot snapshot) {
        return snapshot.state().flags().stream().sorted().toList();
    }

    /** What a manifest says of the snapshot, for places that hold text alone: name and value, in order. */
    Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("feed", feed);
        entries.put("source", snapshot.origin().source());
        entries.put("scope", snapshot.origin().series());
        entries.put("periodType", snapshot.period().type().word());
        entries.put("period", snapshot.period().key());
        entries.put("first", snapshot.period().first().toString());
        entries.put("last", snapshot.period().last().toString());
        entries.put("revision", Integer.toString(snapshot.revision()));
        entries.put("status", snapshot.state().status().word());
        entries.put("flags", flags(snapshot).stream().map(Flag::word).collect(Collectors.joining(", ")));
        entries.put("rows", Integer.toString(snapshot.extent().rows()));
        entries.put("requests", Integer.toString(snapshot.extent().requests()));
        entries.put("credits", Integer.toString(snapshot.extent().credits()));
        entries.put("fetchedAt", snapshot.origin().fetchedAt().toString());
        return Collections.unmodifiableMap(entries);
    }

    /** What it is the ranking of, and in what state it is. */
    public void writeIdentity(JsonGenerator json) throws IOException {
        json.writeStringField("feed", feed);
        json.writeStringField("source", snapshot.origin().source());
        json.writeStringField("scope", snapshot.origin().series());
        json.writeFieldName("period");
        writePeriod(json, snapshot.period());
        json.writeNumberField("revision", snapshot.revision());
        json.writeStringField("status", snapshot.state().status().word());
        json.writeArrayFieldStart("flags");
        for (Flag flag : flags(snapshot)) {
            json.writeString(flag.word());
        }
        json.writeEndArray();
    }

    /** What was spent on it. */
    public void writeCost(JsonGenerator json) throws IOException {
        json.writeNumberField("requests", snapshot.extent().requests());
        json.writeNumberField("credits", snapshot.extent().credits());
    }

    public void writeFetchedAt(JsonGenerator json) throws IOException {
        json.writeStringField("fetchedAt", snapshot.origin().fetchedAt().toString());
    }

    public static void writePeriod(JsonGenerator json, Period period) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", period.type().word());
        json.writeStringField("key", period.key());
        json.writeStringField("first", period.first().toString());
        json.writeStringField("last", period.last().toString());
        json.writeEndObject();
    }
}

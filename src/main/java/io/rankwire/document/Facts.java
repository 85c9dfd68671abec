package io.rankwire.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rankwire.feed.Period;
import io.rankwire.ranking.Flag;
import io.rankwire.ranking.Snapshot;
import java.io.IOException;
import java.util.List;

/** What documents say about a snapshot as a whole, in the same words everywhere. */
record Facts(Snapshot snapshot, String feed) {

    /** Its flags, always in the same order. */
    static List<Flag> flags(Snapshot snapshot) {
        return snapshot.state().flags().stream().sorted().toList();
    }

    /** What it is the ranking of, and in what state it is. */
    void writeIdentity(JsonGenerator json) throws IOException {
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
    void writeCost(JsonGenerator json) throws IOException {
        json.writeNumberField("requests", snapshot.extent().requests());
        json.writeNumberField("credits", snapshot.extent().credits());
    }

    void writeFetchedAt(JsonGenerator json) throws IOException {
        json.writeStringField("fetchedAt", snapshot.origin().fetchedAt().toString());
    }

    static void writePeriod(JsonGenerator json, Period period) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", period.type().word());
        json.writeStringField("key", period.key());
        json.writeStringField("first", period.first().toString());
        json.writeStringField("last", period.last().toString());
        json.writeEndObject();
    }
}

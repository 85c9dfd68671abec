package io.rankwire.document.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rankwire.document.format.Json;
import io.rankwire.document.format.SnapshotFields;
import io.rankwire.ranking.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The small JSON file beside a document that says what it is and whether it is whole: {@code bytes} and {@code sha256}
 * are those of the file as it is delivered. Beside an encrypted file {@code plainSha256} is that of the file inside: the
 * encrypted bytes are other ones every time, so that a repeated delivery is recognised by what is in it.
 */
public final class Manifest {
    private Manifest() {}

    /** What the manifest of a document is called. */
    public static String manifestName(Document document) {
        return document.name() + ".manifest.json";
    }

    /**
     * The manifest of a document that was made of a snapshot.
     *
     * @param test whether to say that it is only a test
     */
    public static byte[] of(Snapshot snapshot, String feed, Document document, boolean test) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.indented(bytes)) {
            SnapshotFields facts = new SnapshotFields(snapshot, feed);
            json.writeStartObject();
            json.writeStringField("file", document.name());
            if (test) {
                json.writeBooleanField("test", true);
            }
            facts.writeIdentity(json);
            json.writeNumberField("rows", snapshot.extent().rows());
            facts.writeCost(json);
            json.writeNumberField("bytes", document.bytes());
            json.writeStringField("sha256", document.sha256());
            if (document.isEncrypted()) {
                json.writeStringField("plainSha256", document.plainSha256());
            }
            facts.writeFetchedAt(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}

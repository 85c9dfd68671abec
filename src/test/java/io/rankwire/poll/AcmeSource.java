package io.rankwire.poll;

import io.rankwire.source.Source;
import io.rankwire.source.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** The source that polls are tried with: one of a made-up vendor. */
final class AcmeSource {
    private AcmeSource() {}

    /** The source with its file changed in that way. */
    static Source changed(UnaryOperator<String> change) {
        try (InputStream file = AcmeSource.class.getResourceAsStream("acme-top.kamelet.yaml")) {
            String text = change.apply(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            return SourceFile.read(
                            "acme-top.kamelet.yaml", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.rankwire.document.export;

import io.rankwire.text.Utf8;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;

/** The OpenPGP keys in a file, in binary form or in text, also as mail programs and editors leave that. */
final class KeyFile {
    private static final int MOST_BYTES = 1 << 20;
    private static final Pattern ARMOR =
            Pattern.compile("-----BEGIN PGP ([A-Z ]+)-----.*?-----END PGP \\1-----", Pattern.DOTALL);

    /** What stands before the lines of a key that was indented or quoted in a mail. */
    private static final Pattern MARGIN = Pattern.compile("(?m)^[\\t >|\\uFEFF]+|[\\t \\r]+$");

    private KeyFile() {}

    /**
     * Reads a file; of a key that stands in it twice, as when it was prolonged, the newer one counts.
     *
     * @throws IOException if it cannot be read, or is too large for keys
     */
    static List<OpenPGPCertificate> read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("it is larger than keys are");
        }
        byte[] bytes = Files.readAllBytes(file);
        Matcher armor = ARMOR.matcher(MARGIN.matcher(Utf8.text(bytes)).replaceAll(""));
        List<OpenPGPCertificate> found = new ArrayList<>();
        if (armor.find()) {
            do {
                add(found, armor.group().getBytes(StandardCharsets.US_ASCII));
            } while (armor.find());
        } else {
            add(found, bytes);
        }
        return found;
    }

    private static void add(List<OpenPGPCertificate> found, byte[] keys) throws IOException {
        for (OpenPGPCertificate one :
                new BcOpenPGPApi().readKeyOrCertificate().parseKeysOrCertificates(new ByteArrayInputStream(keys))) {
            Optional<OpenPGPCertificate> known = found.stream()
                    .filter(other -> other.getPrettyFingerprint().equals(one.getPrettyFingerprint()))
                    .findFirst();
            boolean newer = known.isPresent() && modified(one).isAfter(modified(known.get()));
            if (newer) {
                found.remove(known.get());
            }
            if (newer || known.isEmpty()) {
                found.add(one);
            }
        }
    }

    private static Instant modified(OpenPGPCertificate key) {
        return key.getLastModificationDate().toInstant();
    }
}

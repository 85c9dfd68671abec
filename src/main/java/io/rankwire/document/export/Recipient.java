package io.rankwire.document.export;

import io.rankwire.text.OperatorMistake;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/**
 * The one who may read a file, known by a public OpenPGP key. Files are encrypted with AES-256 and protected against
 * changes (RFC 4880, SEIPD version 1), which every OpenPGP program reads; they are not packed, as that is asked for by
 * itself. Every encryption of the same file gives other bytes.
 */
public record Recipient(PGPPublicKey key) {
    /** What follows the name of the file inside. */
    static final String ENDING = ".pgp";

    static final String MEDIA_TYPE = "application/pgp-encrypted";

    private static final String NO_KEY = "is no public OpenPGP key";
    private static final int PART_BYTES = 1 << 16;
    private static final Comparator<OpenPGPComponentKey> NEWEST =
            Comparator.comparing(key -> key.getCreationTime().toInstant());

    /**
     * Reads the key of the one that a file is for.
     *
     * @param file with one public key, in text or binary form
     * @param now when it must be valid
     * @throws OperatorMistake naming the file, when it holds no key that can be used
     */
    public static Recipient read(Path file, Instant now) {
        OpenPGPCertificate certificate = certificate(file);
        List<OpenPGPComponentKey> keys = certificate.getEncryptionKeys(Date.from(now));
        return keys.stream()
                .max(NEWEST)
                .map(key -> new Recipient(key.getPGPPublicKey()))
                .orElseThrow(() -> unusable(file, whyNot(certificate, now)));
    }

    private static OpenPGPCertificate certificate(Path file) {
        List<OpenPGPCertificate> certificates;
        try {
            certificates = KeyFile.read(file);
        } catch (IOException | RuntimeException e) {
            // What comes from the parser for a file of something else is of any kind.
            String why = Files.isReadable(file) ? NO_KEY : "cannot be read";
            throw unusable(file, why, e);
        }
        if (certificates.isEmpty()) {
            throw unusable(file, NO_KEY);
        }
        if (certificates.size() > 1) {
            throw unusable(file, "holds " + certificates.size() + " OpenPGP keys; it must hold one");
        }
        if (certificates.get(0).isSecretKey()) {
            throw unusable(file, "is a secret key, which only its owner may have; ask for the public one");
        }
        return certificates.get(0);
    }

    private static String whyNot(OpenPGPCertificate certificate, Instant now) {
        List<OpenPGPComponentKey> forEncryption = certificate.getKeys().stream()
                .filter(key ->
                        key.isEncryptionKey(Date.from(key.getCreationTime().toInstant())))
                .toList();
        if (forEncryption.isEmpty()) {
            return "has no key for encryption, only for signatures";
        }
        return Stream.concat(Stream.of(certificate.getPrimaryKey()), forEncryption.stream())
                .flatMap(key -> end(key, now).stream())
                .filter(end -> !end.isAfter(now))
                .min(Comparator.naturalOrder())
                .map(end -> "expired on " + end + "; ask for a new one")
                .orElse("has a key for encryption that is revoked or not to be trusted; ask for a new one");
    }

    private static Optional<Instant> end(OpenPGPComponentKey key, Instant now) {
        return Optional.ofNullable(key.getLatestSelfSignature(Date.from(now)))
                .map(signature -> signature.getKeyExpirationTime())
                .map(Date::toInstant);
    }

    private static OperatorMistake unusable(Path file, String why) {
        return new OperatorMistake("encryptFor: " + file + " " + why);
    }

    private static OperatorMistake unusable(Path file, String why, Exception cause) {
        return new OperatorMistake("encryptFor: " + file + " " + why, cause);
    }

    /**
     * A stream that encrypts what is written to it. Closing it closes {@code out}.
     *
     * @param name the file inside
     * @param modified when that was made
     */
    OutputStream encrypt(OutputStream out, String name, Instant modified) throws IOException {
        PGPEncryptedDataGenerator encryption =
                new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                        .setWithIntegrityPacket(true)
                        .setSecureRandom(new SecureRandom()));
        encryption.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(key));
        try {
            OutputStream encrypted = encryption.open(out, new byte[PART_BYTES]);
            OutputStream literal = new PGPLiteralDataGenerator()
                    .open(encrypted, PGPLiteralData.BINARY, name, Date.from(modified), new byte[PART_BYTES]);
            return new Encrypting(literal, encrypted, out);
        } catch (PGPException e) {
            throw new IOException("the file cannot be encrypted: " + e.getMessage(), e);
        }
    }

    /** Ends the layers from the inside out. */
    private static final class Encrypting extends FilterOutputStream {
        private final OutputStream encrypted;
        private final OutputStream file;

        Encrypting(OutputStream literal, OutputStream encrypted, OutputStream file) {
            super(literal);
            this.encrypted = encrypted;
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            out.close();
            encrypted.close();
            file.close();
        }
    }
}

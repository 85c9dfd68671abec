package io.rankwire.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;

/** A partner's OpenPGP key, and what the partner does with it. */
public record Keys(OpenPGPKey key) {
    public static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
    private static final int VERSION = 4;

    /** One to encrypt for, and one to sign with, as gpg makes them; valid for five years. */
    public static Keys make() throws PGPException {
        return new Keys(new BcOpenPGPApi()
                .generateKey(VERSION, Date.from(MADE))
                .classicKey("Acme <acme@example.com>")
                .build());
    }

    public static Keys makeForSignaturesOnly() throws PGPException {
        return new Keys(new BcOpenPGPApi()
                .generateKey(VERSION, Date.from(MADE))
                .signOnlyKey()
                .build());
    }

    public Path writePublic(Path file) throws IOException {
        return Files.writeString(file, key.toCertificate().toAsciiArmoredString());
    }

    public Path writeSecret(Path file) throws IOException {
        return Files.writeString(file, key.toAsciiArmoredString());
    }

    /** Puts what is inside, under its name there, into the folder; fails if it was changed since it was encrypted. */
    public Path decrypt(Path file, Path folder) throws IOException, PGPException {
        try (InputStream in = Files.newInputStream(file)) {
            var encrypted = (PGPEncryptedDataList) new BcPGPObjectFactory(in).nextObject();
            var forUs = (PGPPublicKeyEncryptedData) encrypted.get(0);
            PGPSecretKey secret = key.getPGPSecretKeyRing().getSecretKey(forUs.getKeyIdentifier());
            var pair = new PGPKeyPair(secret.getPublicKey(), secret.extractPrivateKey(null));
            InputStream plain = forUs.getDataStream(new BcPublicKeyDataDecryptorFactory(pair));
            var literal = (PGPLiteralData) new BcPGPObjectFactory(plain).nextObject();
            Path content = Files.createDirectories(folder).resolve(literal.getFileName());
            Files.copy(literal.getInputStream(), content, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(
                    content, FileTime.from(literal.getModificationTime().toInstant()));
            if (!forUs.isIntegrityProtected() || !forUs.verify()) {
                throw new IOException(file + " was changed on its way");
            }
            return content;
        }
    }
}

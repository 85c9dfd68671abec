package io.rankwire.document.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rankwire.document.Chosen;
import io.rankwire.document.Keys;
import io.rankwire.document.Rankings;
import io.rankwire.document.format.Format;
import io.rankwire.ranking.Snapshot;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncryptionTest {
    @TempDir
    Path home;

    @AutoClose
    private Rankings rankings;

    @BeforeEach
    void openStore() {
        rankings = new Rankings(home);
    }

    private Document export(Snapshot snapshot, Format format, Compression compress, Path key) {
        return export(snapshot, format, compress, key, Rankings.CLOCK);
    }

    private Document export(Snapshot snapshot, Format format, Compression compress, Path key, Clock clock) {
        Packing packing = new Packing(compress, Optional.ofNullable(key));
        ExportOptions options = new ExportOptions(format, List.of(), Chosen.STYLE, packing, Chosen.FILE_NAME);
        return new Exporter(rankings.snapshots(), clock).export(snapshot, Rankings.FEED, options, home.resolve("out"));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void givesTheirReaderTheExactFile(Format format) throws Exception {
        Keys partner = Keys.make();
        Snapshot snapshot = rankings.threeWeeks();
        Document plain = export(snapshot, format, Compression.NONE, null);
        Document encrypted =
                export(snapshot, format, Compression.NONE, partner.writePublic(home.resolve("partner.asc")));

        Path content = partner.decrypt(encrypted.file(), home.resolve("in"));
        assertThat(content).hasFileName(plain.name()).hasSameBinaryContentAs(plain.file());
        assertThat(Files.getLastModifiedTime(content).toInstant())
                .isEqualTo(snapshot.origin().fetchedAt());
        assertThat(encrypted)
                .isEqualTo(new Document(
                        plain.name() + ".pgp",
                        "application/pgp-encrypted",
                        home.resolve("out").resolve(plain.name() + ".pgp"),
                        Files.size(encrypted.file()),
                        sha256(Files.readAllBytes(encrypted.file())),
                        plain.sha256()));
    }

    @Test
    void encryptsWhatIsPacked() throws Exception {
        Keys partner = Keys.make();
        Path key = partner.writePublic(home.resolve("partner.asc"));
        Snapshot snapshot = rankings.threeWeeks();

        Document encrypted = export(snapshot, Format.CSV, Compression.GZIP, key);

        assertThat(encrypted.name()).isEqualTo("us-beauty_2026-W13_r1.csv.gz.pgp");
        assertThat(partner.decrypt(encrypted.file(), home.resolve("in")))
                .hasSameBinaryContentAs(
                        export(snapshot, Format.CSV, Compression.GZIP, null).file());
    }

    @Test
    void saysInTheManifestWhatIsInside() throws Exception {
        Path key = Keys.make().writePublic(home.resolve("partner.asc"));
        Snapshot snapshot = rankings.threeWeeks();
        Document encrypted = export(snapshot, Format.CSV, Compression.NONE, key);

        String manifest = new String(Manifest.of(snapshot, Rankings.FEED, encrypted, false), StandardCharsets.UTF_8);

        String expected = Rankings.golden("us-beauty_2026-W13_r1.csv.pgp.manifest.json")
                .replace("SIZE", Long.toString(encrypted.bytes()))
                .replace("DIGEST", encrypted.sha256());
        assertThat(manifest).isEqualTo(expected);
    }

    @Test
    void showsWhatWasChangedOnTheWay() throws Exception {
        Keys partner = Keys.make();
        Path file = export(
                        rankings.threeWeeks(),
                        Format.CSV,
                        Compression.NONE,
                        partner.writePublic(home.resolve("partner.asc")))
                .file();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatIOException().isThrownBy(() -> partner.decrypt(file, home.resolve("in")));
    }

    @Test
    void saysWhyAKeyCannotBeUsed() throws Exception {
        assertRefused(home.resolve("absent.asc"), "cannot be read");
        assertRefused(Files.writeString(home.resolve("note.asc"), "Dear Sir or Madam"), "is no public OpenPGP key");
        assertRefused(Files.write(home.resolve("empty.asc"), new byte[0]), "is no public OpenPGP key");
        assertRefused(
                Keys.make().writeSecret(home.resolve("secret.asc")),
                "is a secret key, which only its owner may have; ask for the public one");
        assertRefused(
                Keys.makeForSignaturesOnly().writePublic(home.resolve("sign.asc")),
                "has no key for encryption, only for signatures");
        Path two = Keys.make().writePublic(home.resolve("two.asc"));
        String other = Files.readString(Keys.make().writePublic(home.resolve("other.asc")));
        Files.writeString(two, Files.readString(two) + other);
        assertRefused(two, "holds 2 OpenPGP keys; it must hold one");
    }

    private void assertRefused(Path key, String why) {
        assertThatExceptionOfType(OperatorMistake.class)
                .isThrownBy(() -> Recipient.read(key, Rankings.CLOCK.instant()))
                .withMessage("encryptFor: " + key + " " + why);
    }

    @Test
    void usesNoKeyThatExpired() throws Exception {
        Path key = Keys.make().writePublic(home.resolve("old.asc"));

        assertThatExceptionOfType(OperatorMistake.class)
                .isThrownBy(() -> Recipient.read(key, Keys.MADE.plusSeconds(TimeUnit.DAYS.toSeconds(3650))))
                .withMessageMatching("encryptFor: " + key + " expired on 203[01]-.*; ask for a new one");
    }

    /** As editors and mail programs leave a key that was copied from them. */
    @Test
    void takesAKeyWithAByteOrderMarkIndentedQuotedOrThereTwice() throws Exception {
        Path plain = Keys.make().writePublic(home.resolve("partner.asc"));
        String key = Files.readString(plain);
        Recipient expected = Recipient.read(plain, Keys.MADE.plusSeconds(60));
        for (String text : List.of(
                "\uFEFF" + key,
                key.replace("\n", "\r\n"),
                key.indent(4),
                "On Monday they wrote:\n" + key.replaceAll("(?m)^", "> ") + "\n-- \nPartner",
                key.replaceAll("(?m)^", "\t> > "),
                key + key,
                "the old one\n" + key + "\nand again\n" + key)) {
            Path file = Files.writeString(home.resolve("key.asc"), text);

            assertThat(Recipient.read(file, Keys.MADE.plusSeconds(60)).key().getFingerprint())
                    .as(text)
                    .isEqualTo(expected.key().getFingerprint());
        }
    }

    @Test
    void refusesTwoKeysOfWhichNoneIsSaidToBeTheOne() throws Exception {
        String one = Files.readString(Keys.make().writePublic(home.resolve("one.asc")));
        String other = Files.readString(Keys.make().writePublic(home.resolve("other.asc")));
        Path both = Files.writeString(home.resolve("both.asc"), one + other);

        assertThatExceptionOfType(OperatorMistake.class)
                .isThrownBy(() -> Recipient.read(both, Keys.MADE.plusSeconds(60)))
                .withMessage("encryptFor: " + both + " holds 2 OpenPGP keys; it must hold one");
    }

    /** The program that partners have, with a key that it made itself. */
    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"CSV", "XLSX"})
    void isReadByGnuPg(Format format) throws Exception {
        boolean present = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "gpg")));
        if (!present && !Boolean.parseBoolean(System.getenv("CI"))) {
            System.out.println("Not tested: gpg is not installed (Debian package gnupg), so that nothing decrypts"
                    + " with it here");
        }
        assumeTrue(present || Boolean.parseBoolean(System.getenv("CI")), "gpg is not installed");
        // Its agent's socket has a short name only in a folder that has one.
        Path ring = Files.createTempDirectory(
                "gpg", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            gpg(ring, "--passphrase", "", "--quick-generate-key", "acme@example.com", "default", "default", "1y");
            Path key = home.resolve("acme.asc");
            gpg(ring, "--armor", "--output", key.toString(), "--export", "acme@example.com");
            Snapshot snapshot = rankings.threeWeeks();
            Document plain = export(snapshot, format, Compression.NONE, null);
            // The key is made by that program's own clock.
            Document encrypted = export(snapshot, format, Compression.NONE, key, Clock.systemUTC());

            gpg(
                    ring,
                    "--output",
                    home.resolve("decrypted").toString(),
                    "--decrypt",
                    encrypted.file().toString());

            assertThat(home.resolve("decrypted")).hasSameBinaryContentAs(plain.file());
            assertThatExceptionOfType(OperatorMistake.class)
                    .isThrownBy(() -> Recipient.read(key, Instant.now().plus(Duration.ofDays(400))))
                    .withMessageMatching("encryptFor: " + key + " expired on .*; ask for a new one");
        } finally {
            run(List.of("gpgconf", "--homedir", ring.toString(), "--kill", "all"));
            delete(ring);
        }
    }

    private static void gpg(Path ring, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("gpg", "--homedir", ring.toString(), "--batch", "--yes"));
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command + "\n" + said).isZero();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

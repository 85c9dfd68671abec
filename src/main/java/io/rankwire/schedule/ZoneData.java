package io.rankwire.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The rules of time zones that Java brings, beside those of the operating system, which are newer when that was updated
 * since. Governments change them at a few weeks' notice; clocks and Java then disagree.
 */
public final class ZoneData {
    private static final Path USUAL = Path.of("/usr/share/zoneinfo");
    private static final Duration STEP = Duration.ofHours(1);
    private static final Duration YEAR = Duration.ofDays(366);

    private final Path folder;
    private final Map<ZoneId, Optional<Disagreement>> found = new ConcurrentHashMap<>();

    /**
     * Rules to compare Java's with.
     *
     * @param folder of compiled zones
     */
    public ZoneData(Path folder) {
        this.folder = folder;
    }

    /** Those of the operating system, or of the folder that the variable {@code TZDIR} names. */
    public static ZoneData ofSystem() {
        return new ZoneData(
                Optional.ofNullable(System.getenv("TZDIR")).map(Path::of).orElse(USUAL));
    }

    /** A moment at which the two say different offsets. */
    public record Disagreement(Instant moment, ZoneOffset java, ZoneOffset system) {}

    /** The version of Java's, such as 2026a. */
    public String javaVersion() {
        return ZoneRulesProvider.getVersions("UTC").lastEntry().getKey();
    }

    /** The version of the operating system's; empty when it has none, or does not say. */
    public Optional<String> systemVersion() {
        Path file = folder.resolve("tzdata.zi");
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst()
                    .filter(line -> line.startsWith("# version "))
                    .map(line -> line.substring("# version ".length()).strip());
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private boolean isNewer() {
        return systemVersion()
                .filter(version -> version.compareTo(javaVersion()) > 0)
                .isPresent();
    }

    /** When, within a year, the newer rules of the operating system first differ from Java's; empty when they do not. */
    public Optional<Disagreement> disagreement(ZoneId zone, Instant now) {
        return found.computeIfAbsent(zone, one -> isNewer() ? compare(one, now) : Optional.empty());
    }

    private Optional<Disagreement> compare(ZoneId zone, Instant now) {
        Path file = folder.resolve(zone.getId()).normalize();
        if (zone instanceof ZoneOffset || !file.startsWith(folder) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            ZoneFile system = ZoneFile.read(file);
            return Stream.iterate(now, moment -> moment.isBefore(now.plus(YEAR)), moment -> moment.plus(STEP))
                    .map(moment -> new Disagreement(moment, zone.getRules().getOffset(moment), system.offset(moment)))
                    .filter(offsets -> !offsets.java().equals(offsets.system()))
                    .findFirst();
        } catch (IOException | IllegalArgumentException e) {
            // What cannot be read says nothing against Java's.
            return Optional.empty();
        }
    }
}

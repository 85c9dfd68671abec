package io.rankwire.operator.desk;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * How a file of an operator stands.
 *
 * @param file its path
 * @param status whether it counts
 * @param since when it got into that status
 * @param loads how often a version of it was loaded, the first included
 * @param runs whether a version of it is in use, be it an older one
 * @param took for how long its routes were gone at the last swap
 * @param message why it was refused, or what it waits for; empty when there is nothing to say
 */
public record FileState(
        Path file, Status status, Instant since, int loads, boolean runs, Duration took, String message) {
    /** What became of a file as it is on disk. */
    public enum Status {
        /** It is in use as it is on disk. */
        LOADED,
        /** It is right, and taken when what is going on has ended. */
        WAITING,
        /** Something is wrong with it. */
        REFUSED;

        /** The name in front of people and machines. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}

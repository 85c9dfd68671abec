package io.rankwire.text;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator wrote or asked for that cannot be done until they change it. It alone ends a command with
 * exit code 2, is HTTP 400, and makes a delivery final; any other exception may pass by itself.
 */
public class OperatorMistake extends RuntimeException implements OperatorReadable {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Place place;

    /** A mistake without a place: in what was asked for, or one whose file the caller names. */
    public OperatorMistake(String sentence) {
        this(null, sentence, null);
    }

    /** A mistake that another exception gave away; its own words belong in the sentence if they help. */
    public OperatorMistake(String sentence, @Nullable Throwable cause) {
        this(null, sentence, cause);
    }

    /** A mistake in a file. */
    public OperatorMistake(@Nullable Place place, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.place = place;
    }

    /** Never null: a mistake is a sentence. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The sentence, behind its place when it has one. */
    public String told() {
        return place == null ? getMessage() : place + "  " + getMessage();
    }

    /** The mistake that the exception is or comes of. */
    public static Optional<OperatorMistake> in(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OperatorMistake mistake) {
                return Optional.of(mistake);
            }
        }
        return Optional.empty();
    }

    /**
     * Where a mistake is.
     *
     * @param line from 1 on
     * @param column from 1 on
     */
    public record Place(String file, int line, int column) {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }

    /** Where it is, if it has a place in a file. */
    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }
}

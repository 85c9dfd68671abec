package io.rankwire.source.endpoint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * How deep a vendor answers.
 *
 * @param of what is limited
 * @param most the limit
 */
public record Cap(Of of, int most) {
    /** No limit. */
    public static final Cap NONE = new Cap(Of.ROWS, Integer.MAX_VALUE);

    private static final Set<String> WORDS = Set.of("pages", "rows", "pageTimesSize");

    /** What is limited. */
    public enum Of {
        /** The number of pages. */
        PAGES,
        /** The rows themselves; the last page may reach beyond it, and is cut there. */
        ROWS,
        /** Page number × page size: a request beyond it is refused. */
        PAGE_TIMES_SIZE
    }

    /** A number is page × page size. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Cap of(JsonNode json) {
        if (!json.isObject()) {
            return of("cap", Of.PAGE_TIMES_SIZE, json);
        }
        if (json.size() != 1 || !WORDS.contains(json.fieldNames().next())) {
            throw new DefinitionMistake("cap is a number, or one of pages, rows and pageTimesSize");
        }
        String word = json.fieldNames().next();
        Of what = word.equals("pages") ? Of.PAGES : word.equals("rows") ? Of.ROWS : Of.PAGE_TIMES_SIZE;
        return of(word, what, json.get(word));
    }

    private static Cap of(String word, Of what, JsonNode most) {
        if (!most.canConvertToInt() || most.intValue() < 1) {
            String message = "cap is '" + most.asText() + "'; it must be a whole number from 1 on";
            throw word.equals("cap") ? new DefinitionMistake(message) : new DefinitionMistake(message, word);
        }
        return new Cap(what, most.intValue());
    }

    public boolean isNone() {
        return most == Integer.MAX_VALUE;
    }

    /** The page × page size that no request may go beyond; {@link Integer#MAX_VALUE} for no limit. */
    public int reach(int pageSize) {
        if (isNone()) {
            return most;
        }
        return switch (of) {
            case PAGES -> (int) Math.min((long) most * pageSize, Integer.MAX_VALUE);
            case ROWS -> (int) Math.min(((long) most + pageSize - 1) / pageSize * pageSize, Integer.MAX_VALUE);
            case PAGE_TIMES_SIZE -> most;
        };
    }

    /** How many rows there are to be had. */
    public int rows(int pageSize) {
        return of == Of.ROWS ? most : reach(pageSize);
    }

    /** {@code 500} for rows, {@code 5 pages}. */
    public String words() {
        return of == Of.PAGES ? most + " pages" : String.valueOf(most);
    }
}

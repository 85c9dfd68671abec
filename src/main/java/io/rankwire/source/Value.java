package io.rankwire.source;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rankwire.text.OperatorMistake;
import java.util.List;
import java.util.Map;

/**
 * Where in a row's JSON one value is found, as a kamelet writes it.
 *
 * <p>{@code gmv} or {@code product.product_id}: the way through nested objects. {@code live_gmv | gmv}: the first of
 * these that is there. {@code follower_genders[key=female].value}: the entry of a list. {@code tags[*].name}: all
 * entries, joined by {@code "; "}. {@code skus(json)[0].currency}: through JSON that came inside a string.
 * {@code cover_url(json)[smallest index].url}: the entry with the smallest {@code index}.
 *
 * @param paths the alternatives, best first
 * @param type what the value is
 * @param choose when set, the field whose value picks one of {@code cases} instead of {@code paths}
 * @param cases path by the value of {@code choose}
 * @param nullIf values that mean "none"
 * @param nullWithout a field without which, or when it is 0, this value means nothing
 */
public record Value(
        List<String> paths,
        ColumnType type,
        String choose,
        Map<String, String> cases,
        List<String> nullIf,
        String nullWithout) {

    public Value {
        paths = paths == null ? List.of() : List.copyOf(paths);
        cases = cases == null ? Map.of() : Map.copyOf(cases);
        nullIf = nullIf == null ? List.of() : List.copyOf(nullIf);
        type = type == null ? ColumnType.TEXT : type;
        if (paths.isEmpty() == cases.isEmpty() || (choose == null) != cases.isEmpty()) {
            throw new OperatorMistake("a value takes either from, or choose and cases");
        }
    }

    /** The short form: a path alone, of type text. */
    @JsonCreator
    static Value of(String from) {
        return of(from, null, null, null, null, null);
    }

    @JsonCreator
    static Value of(
            @JsonProperty("from") String from,
            @JsonProperty("type") ColumnType type,
            @JsonProperty("choose") String choose,
            @JsonProperty("cases") Map<String, String> cases,
            @JsonProperty("nullIf") List<String> nullIf,
            @JsonProperty("nullWithout") String nullWithout) {
        List<String> paths = from == null ? null : List.of(from.trim().split("\\s*\\|\\s*"));
        return new Value(paths, type, choose, cases, nullIf, nullWithout);
    }

    public Value as(ColumnType other) {
        return new Value(paths, other, choose, cases, nullIf, nullWithout);
    }
}

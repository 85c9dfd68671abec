package io.rankwire.source;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rankwire.text.OperatorMistake;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
 * @param per how many of the vendor's units make one: 10000 where a rate comes in basis points
 */
public record Value(
        List<String> paths,
        ColumnType type,
        @Nullable String choose,
        Map<String, String> cases,
        List<String> nullIf,
        @Nullable String nullWithout,
        int per) {
    private static final List<Integer> UNITS = List.of(1, 100, 10_000);

    public Value {
        paths = List.copyOf(paths);
        cases = Map.copyOf(cases);
        nullIf = List.copyOf(nullIf);
        if (paths.isEmpty() == cases.isEmpty() || (choose == null) != cases.isEmpty()) {
            throw new OperatorMistake("a value takes either from, or choose and cases");
        }
        if (!UNITS.contains(per) || (per > 1 && type != ColumnType.RATE)) {
            throw new OperatorMistake("per is " + per + "; it is 100 or 10000, and for columns of type rate");
        }
    }

    /** The short form: a path alone, of type text. */
    @JsonCreator
    static Value of(String from) {
        return of(from, null, null, null, null, null, null);
    }

    @JsonCreator
    static Value of(
            @JsonProperty("from") @Nullable String from,
            @JsonProperty("type") @Nullable ColumnType type,
            @JsonProperty("choose") @Nullable String choose,
            @JsonProperty("cases") @Nullable Map<String, String> cases,
            @JsonProperty("nullIf") @Nullable List<String> nullIf,
            @JsonProperty("nullWithout") @Nullable String nullWithout,
            @JsonProperty("per") @Nullable Integer per) {
        return new Value(
                from == null ? List.of() : List.of(from.trim().split("\\s*\\|\\s*")),
                type == null ? ColumnType.TEXT : type,
                choose,
                cases == null ? Map.of() : cases,
                nullIf == null ? List.of() : nullIf,
                nullWithout,
                per == null ? 1 : per);
    }

    public Value as(ColumnType other) {
        return new Value(paths, other, choose, cases, nullIf, nullWithout, other == ColumnType.RATE ? per : 1);
    }
}

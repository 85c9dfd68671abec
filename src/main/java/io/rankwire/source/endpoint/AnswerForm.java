package io.rankwire.source.endpoint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where things are in an answer and what they mean.
 *
 * @param rows where the rows are; {@code $} for the whole answer
 * @param keyed whether they are the members of an object, each under its key, rather than a list
 * @param success by what an answer is known to be a page
 * @param statuses the HTTP statuses of a page
 * @param places where what stands beside the rows is; {@code a | b} takes the first that is there, {@code header:NAME} a
 *     header
 * @param faults what a refusal means
 * @param checks what rows must be of
 */
public record AnswerForm(
        String rows,
        boolean keyed,
        Success success,
        List<Integer> statuses,
        Places places,
        Faults faults,
        Checks checks) {

    /** The whole answer, where a path to rows stands. */
    public static final String WHOLE = "$";

    /** In front of a header's name, where a path stands. */
    public static final String HEADER = "header:";

    private static final Pattern BETWEEN = Pattern.compile("\\s*\\|\\s*");

    public AnswerForm {
        statuses = List.copyOf(statuses);
    }

    /**
     * Where what stands beside the rows is.
     *
     * @param code the vendor's own status
     * @param message the vendor's reason
     * @param requestId the vendor's name for the request
     * @param total how many rows the whole ranking has
     * @param hasMore whether another page follows
     * @param period the period the rows are of
     * @param pageSize how many rows a page has that the vendor made of the size asked for
     */
    public record Places(
            Optional<String> code,
            Optional<String> message,
            Optional<String> requestId,
            Optional<String> total,
            Optional<String> hasMore,
            Optional<String> period,
            Optional<String> pageSize) {}

    /**
     * What a refusal means.
     *
     * @param codes by the vendor's code, or by HTTP status where there is no such code
     * @param texts by a part of the vendor's reason; they count before codes
     */
    public record Faults(Map<String, FaultWord> codes, Map<String, FaultWord> texts) {
        public Faults {
            codes = Map.copyOf(codes);
            texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        }
    }

    /**
     * What rows must be of.
     *
     * @param reject columns that must say what was asked for, by the name of the parameter that asked
     * @param warn the same, where a difference is only worth a warning
     */
    public record Checks(Map<String, String> reject, Map<String, String> warn) {
        public Checks {
            reject = Map.copyOf(reject);
            warn = Map.copyOf(warn);
        }
    }

    /** The places that {@code a | b} names, best first. */
    public static Stream<String> alternatives(String written) {
        return Stream.of(BETWEEN.split(written.strip()));
    }

    /** As the file has it. */
    @JsonCreator
    static AnswerForm of(
            @JsonProperty("rows") @Nullable String rows,
            @JsonProperty("rowsById") @Nullable String rowsById,
            @JsonProperty("success") @Nullable Success success,
            @JsonProperty("status") @Nullable List<Integer> status,
            @JsonProperty("code") @Nullable String code,
            @JsonProperty("message") @Nullable String message,
            @JsonProperty("requestId") @Nullable String requestId,
            @JsonProperty("total") @Nullable String total,
            @JsonProperty("hasMore") @Nullable String hasMore,
            @JsonProperty("period") @Nullable String period,
            @JsonProperty("pageSize") @Nullable String pageSize,
            @JsonProperty("faults") @Nullable Map<String, FaultWord> faults,
            @JsonProperty("faultTexts") @Nullable Map<String, FaultWord> faultTexts,
            @JsonProperty("rejectUnless") @Nullable Map<String, String> rejectUnless,
            @JsonProperty("warnUnless") @Nullable Map<String, String> warnUnless) {
        if ((rows == null) == (rowsById == null)) {
            throw new DefinitionMistake(
                    "answer needs rows, the path of the list of rows, or rowsById, that of an object"
                            + " whose members they are");
        }
        if (code == null && (success == null || (success.at() == null && !success.isByStatus()))) {
            throw new DefinitionMistake(
                    "answer needs code, the path of the vendor's own status, or success: status where"
                            + " the HTTP status alone says whether an answer is a page");
        }
        List<Integer> statuses = status == null ? List.of(200) : status;
        if (statuses.isEmpty() || statuses.stream().anyMatch(one -> one < 200 || one > 299)) {
            throw new DefinitionMistake(
                    "answer.status is " + statuses + "; it must list statuses from 200 to 299", "status");
        }
        return new AnswerForm(
                rows == null ? String.valueOf(rowsById) : rows,
                rows == null,
                success == null ? Success.CODE_0 : success,
                statuses,
                new Places(
                        Optional.ofNullable(code),
                        Optional.ofNullable(message),
                        Optional.ofNullable(requestId),
                        Optional.ofNullable(total),
                        Optional.ofNullable(hasMore),
                        Optional.ofNullable(period),
                        Optional.ofNullable(pageSize)),
                new Faults(faults == null ? Map.of() : faults, faultTexts == null ? Map.of() : faultTexts),
                new Checks(rejectUnless == null ? Map.of() : rejectUnless, warnUnless == null ? Map.of() : warnUnless));
    }
}

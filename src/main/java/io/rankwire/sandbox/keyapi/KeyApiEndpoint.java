package io.rankwire.sandbox.keyapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.sample.RankedPeriod;
import io.rankwire.sandbox.sample.SandboxJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of KeyAPI's rankings.
 *
 * @param pages how its pages are asked for and given
 * @param parameters what else it takes, by name
 */
public record KeyApiEndpoint(String path, Pages pages, Map<String, KeyApiParameter> parameters, Rows rows) {
    static final String RANK_TYPE = "rank_type";

    public KeyApiEndpoint {
        parameters = Map.copyOf(parameters);
    }

    /**
     * How pages are asked for and given.
     *
     * @param number the parameter for a page's number
     * @param size the parameter for how many rows it has
     * @param largest how many it has at most
     * @param list the field of data that holds the rows; empty where data is the list
     */
    record Pages(String number, String size, int largest, String list) {
        /** In a bare list; a size beyond the largest is refused. */
        static Pages bare() {
            return new Pages("page_num", "page_size", 10, "");
        }

        /** In a list beside its pagination; a size beyond the largest is cut without a word. */
        static Pages in(String list) {
            return new Pages("page", "limit", 20, list);
        }

        boolean isBare() {
            return list.isEmpty();
        }
    }

    /** Makes the ranking of a checked question. */
    @FunctionalInterface
    interface Rows {
        List<ObjectNode> ranking(Map<String, String> question, RankedPeriod period);
    }

    /** Whether a request names the period that it asks for. */
    boolean isDated() {
        return parameters.containsKey(RANK_TYPE);
    }

    /** Puts a page's rows into an answer; empty where no pagination stands beside them. */
    public Optional<ObjectNode> put(ObjectNode envelope, ArrayNode rows) {
        if (pages.isBare()) {
            envelope.set("data", rows);
            return Optional.empty();
        }
        ObjectNode pagination = SandboxJson.object();
        envelope.putObject("data").<ObjectNode>set(pages.list(), rows).set("pagination", pagination);
        return Optional.of(pagination);
    }
}

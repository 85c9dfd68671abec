package io.rankwire.sandbox.fastmoss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rankwire.sandbox.sample.RankedPeriod;
import io.rankwire.sandbox.sample.SampleRegion;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one of FastMoss's rankings allows to be asked.
 *
 * @param numbers the filters that are whole numbers, with the values allowed; none listed means any positive one
 */
public record FastMossEndpoint(String path, Terms terms, Map<String, Set<Integer>> numbers, Rows rows) {
    static final String TOP_POTENTIAL = "/creator/v1/rank/topPotential";

    /**
     * @param orders what it may be ordered by; the first unless asked
     * @param cap the most that page times pagesize may be
     * @param periods the types of period that it ranks; none where rankings are of the moment
     * @param regions the markets that it has
     * @param isDated whether a request must say its period
     */
    record Terms(
            List<String> orders, int cap, Set<RankedPeriod.Type> periods, Set<SampleRegion> regions, boolean isDated) {}

    /** Makes the ranking of a checked filter, in order and as deep as the vendor goes. */
    @FunctionalInterface
    interface Rows {
        List<ObjectNode> ranking(ObjectNode filter, RankedPeriod period, String orderBy);
    }

    boolean takesFollowerCountRange() {
        return path.equals(TOP_POTENTIAL);
    }

    /** How many rows there are, in the form in which this ranking says it. */
    public JsonNode total(int rows) {
        return path.equals(TOP_POTENTIAL) ? TextNode.valueOf(String.valueOf(rows)) : IntNode.valueOf(rows);
    }
}

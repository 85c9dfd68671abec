package io.rankwire.sandbox.keyapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.fault.Fault;
import io.rankwire.sandbox.fault.FaultPlan;
import io.rankwire.sandbox.sample.BadParameter;
import io.rankwire.sandbox.sample.RankedPeriod;
import io.rankwire.sandbox.sample.SampleRegion;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A well-formed request to KeyAPI.
 *
 * @param parameters as given, with the documented values for those that were not
 * @param isPublished whether the ranking is there already
 */
public record KeyApiQuestion(
        KeyApiEndpoint endpoint, Map<String, String> parameters, Page page, RankedPeriod period, boolean isPublished) {
    private static final Pattern AND = Pattern.compile("&");

    public KeyApiQuestion {
        parameters = Map.copyOf(parameters);
    }

    /** Which page is asked for, 1 for the first, and how many rows it has. */
    public record Page(int number, int size) {}

    /** The page a query asks for, 0 when it does not say it readably. */
    public static int pageOf(KeyApiEndpoint endpoint, String query) {
        try {
            return Integer.parseInt(
                    parameters(query).getOrDefault(endpoint.pages().number(), "1"));
        } catch (BadParameter | NumberFormatException unreadable) {
            return 0;
        }
    }

    static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : query.isEmpty() ? new String[0] : AND.split(query)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (parameters.put(name, value) != null) {
                throw new BadParameter(name, "is given twice");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw new BadParameter("query", "is not URL-encoded");
        }
    }

    /** The question that a misleading vendor answers instead. */
    public KeyApiQuestion bent(FaultPlan.Struck struck) {
        Map<String, String> asked = new HashMap<>(parameters);
        if (struck.has(Fault.OTHER_REGION)) {
            SampleRegion region = SampleRegion.named(asked.get("region")).orElse(SampleRegion.GB);
            asked.put("region", region.another().name());
        }
        RankedPeriod other = struck.has(Fault.OTHER_PERIOD) ? period.previous() : period;
        return new KeyApiQuestion(endpoint, asked, page, other, isPublished);
    }

    /** What the ranking depends on. */
    public Object subject() {
        Map<String, String> scope = new HashMap<>(parameters);
        scope.keySet()
                .removeAll(List.of(endpoint.pages().number(), endpoint.pages().size()));
        return List.of(endpoint.path(), scope, period);
    }

    public List<ObjectNode> ranking() {
        return endpoint.rows().ranking(parameters, period);
    }
}

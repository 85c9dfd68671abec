package io.rankwire.sandbox.fastmoss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.fault.Fault;
import io.rankwire.sandbox.fault.FaultPlan;
import io.rankwire.sandbox.sample.BadParameter;
import io.rankwire.sandbox.sample.RankedPeriod;
import io.rankwire.sandbox.sample.SampleRegion;
import io.rankwire.sandbox.sample.SandboxJson;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;

/**
 * A well-formed request to FastMoss.
 *
 * @param newest the newest day that is published
 */
public record FastMossQuestion(
        FastMossEndpoint endpoint, Filter filter, String orderBy, FastMossRules.Paging paging, LocalDate newest) {

    /** @param scope the filter as sent, without its date_info */
    record Filter(ObjectNode scope, RankedPeriod period) {}

    public static FastMossQuestion of(FastMossEndpoint endpoint, String body, LocalDate newest) {
        ObjectNode root = object("body", body.isEmpty() ? SandboxJson.object() : parsed(body));
        FastMossRules rules = new FastMossRules(endpoint);
        rules.onlyKnown(root);
        ObjectNode filter = object("filter", root.path("filter"));
        rules.checkFilter(filter);
        RankedPeriod period = rules.period(object("date_info", filter.path("date_info")), newest);
        filter.remove("date_info");
        return new FastMossQuestion(
                endpoint, new Filter(filter, period), rules.orderBy(root.path("orderby")), rules.paging(root), newest);
    }

    /** The page a body asks for, however wrong the rest of it may be. */
    public static int pageOf(String body) {
        try {
            return parsed(body).path("page").asInt(1);
        } catch (BadParameter unreadable) {
            return 0;
        }
    }

    private static JsonNode parsed(String body) {
        try {
            return SandboxJson.read(body);
        } catch (UncheckedIOException notJson) {
            throw new BadParameter("body", "is not JSON");
        }
    }

    private static ObjectNode object(String name, JsonNode node) {
        if (node.isMissingNode()) {
            return SandboxJson.object();
        }
        if (node instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw new BadParameter(name, "must be an object");
    }

    public int page() {
        return paging.page();
    }

    public int pageSize() {
        return paging.size();
    }

    public RankedPeriod period() {
        return filter.period();
    }

    /** Whether the answer says of which period it is. */
    public boolean isEchoed() {
        return !endpoint.terms().periods().isEmpty();
    }

    public boolean published() {
        return !period().last().isAfter(newest);
    }

    /** What the ranking depends on. */
    public Object subject() {
        return List.of(endpoint.path(), filter, orderBy);
    }

    public List<ObjectNode> ranking() {
        return endpoint.rows().ranking(filter.scope(), period(), orderBy);
    }

    /** The question that a misleading vendor answers instead. */
    public FastMossQuestion bent(FaultPlan.Struck struck) {
        ObjectNode scope = filter.scope().deepCopy();
        if (struck.has(Fault.OTHER_REGION)) {
            SampleRegion asked =
                    SampleRegion.named(scope.path("region").asText()).orElse(SampleRegion.GB);
            scope.put("region", asked.another().name());
        }
        RankedPeriod period = struck.has(Fault.OTHER_PERIOD) ? period().previous() : period();
        return new FastMossQuestion(endpoint, new Filter(scope, period), orderBy, paging, newest);
    }
}

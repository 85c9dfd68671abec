package io.rankwire.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.fastmoss.FastMossCatalogue;
import io.rankwire.sandbox.fastmoss.FastMossEndpoint;
import io.rankwire.sandbox.fastmoss.FastMossQuestion;
import io.rankwire.sandbox.fault.Fault;
import io.rankwire.sandbox.fault.FaultPlan;
import io.rankwire.sandbox.fault.Vendor;
import io.rankwire.sandbox.peer.Answer;
import io.rankwire.sandbox.sample.BadParameter;
import io.rankwire.sandbox.sample.SandboxJson;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * FastMoss's rankings, strict about requests. A period is published a number of days after its last day, by the
 * clock's date in UTC; before that its list is empty.
 *
 * <p>A refusal says {@code msg}, as the vendor's status page has it; a success says {@code message}, as its examples do.
 */
public final class FakeFastMoss extends FakeVendor {
    private static final int PARAMETER = 10001;
    private static final int NO_ACCESS = 30001;

    private final RankingShelf shelf = new RankingShelf();
    private volatile int daysUntilPublished = 1;

    public FakeFastMoss(Clock clock, String token) throws IOException {
        super(Vendor.FASTMOSS, clock, token);
    }

    /** How many days after its last day a period is published; 1 unless told. */
    public void publishAfterDays(int days) {
        daysUntilPublished = days;
    }

    @Override
    int pageOf(VendorRequest request) {
        return FastMossQuestion.pageOf(request.body());
    }

    @Override
    int unauthorized() {
        return NO_ACCESS;
    }

    @Override
    Answer answer(VendorRequest request, FaultPlan.Struck struck) {
        Optional<FastMossEndpoint> endpoint = FastMossCatalogue.at(request.path());
        if (endpoint.isEmpty()) {
            return refuse(404, "no such endpoint");
        }
        if (!request.method().equals("POST")) {
            return refuse(405, "only POST is allowed");
        }
        LocalDate published = today().minusDays(daysUntilPublished);
        try {
            return Answer.json(200, ranking(FastMossQuestion.of(endpoint.get(), request.body(), published), struck));
        } catch (BadParameter refused) {
            return refuse(PARAMETER, refused.getMessage());
        }
    }

    private ObjectNode ranking(FastMossQuestion asked, FaultPlan.Struck struck) {
        FastMossQuestion question = asked.bent(struck);
        boolean published = asked.published() && !struck.has(Fault.UNPUBLISHED);
        List<ObjectNode> ranking = published ? shelf.get(question.subject(), question::ranking) : List.of();
        ObjectNode envelope = SandboxJson.object().put("code", 0);
        ObjectNode data = envelope.putObject("data");
        data.set("list", SandboxJson.array(page(ranking, question.page(), question.pageSize(), struck)));
        putTotal(data, asked.endpoint().total(ranking.size()), struck);
        if (question.isEchoed()) {
            data.put("date_type", question.period().type().word())
                    .put("date_value", question.period().value());
        }
        return signed(envelope.put("message", ""));
    }

    @Override
    Answer refuse(int code, String message) {
        ObjectNode envelope =
                SandboxJson.object().put("code", code).putNull("data").put("msg", message);
        return Answer.json(code < 1000 ? code : 200, signed(envelope));
    }

    private ObjectNode signed(ObjectNode envelope) {
        return envelope.put("timestamp", epochSecond()).put("request_id", nextRequestId());
    }
}

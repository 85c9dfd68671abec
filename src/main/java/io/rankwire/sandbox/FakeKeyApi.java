package io.rankwire.sandbox;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.sandbox.fault.Fault;
import io.rankwire.sandbox.fault.FaultPlan;
import io.rankwire.sandbox.fault.Vendor;
import io.rankwire.sandbox.keyapi.KeyApiCatalogue;
import io.rankwire.sandbox.keyapi.KeyApiEndpoint;
import io.rankwire.sandbox.keyapi.KeyApiQuestion;
import io.rankwire.sandbox.keyapi.KeyApiRules;
import io.rankwire.sandbox.peer.Answer;
import io.rankwire.sandbox.sample.BadParameter;
import io.rankwire.sandbox.sample.SandboxJson;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * KeyAPI's rankings, strict about requests. A completed period is published when the next begins, by the clock's date in
 * UTC; the others are those of its current day.
 */
public final class FakeKeyApi extends FakeVendor {
    private static final int PARAMETER = 400;
    private static final int UNAUTHORIZED = 401;

    private final RankingShelf shelf = new RankingShelf();

    public FakeKeyApi(Clock clock, String token) throws IOException {
        super(Vendor.KEYAPI, clock, token);
    }

    @Override
    int pageOf(VendorRequest request) {
        return KeyApiCatalogue.at(request.path())
                .map(endpoint -> KeyApiQuestion.pageOf(endpoint, request.query()))
                .orElse(0);
    }

    @Override
    int unauthorized() {
        return UNAUTHORIZED;
    }

    @Override
    Answer answer(VendorRequest request, FaultPlan.Struck struck) {
        Optional<KeyApiEndpoint> endpoint = KeyApiCatalogue.at(request.path());
        if (endpoint.isEmpty()) {
            return refuse(404, "no such endpoint");
        }
        if (!request.method().equals("GET")) {
            return refuse(405, "only GET is allowed");
        }
        try {
            return Answer.json(200, ranking(KeyApiRules.question(endpoint.get(), request.query(), today()), struck));
        } catch (BadParameter refused) {
            return refuse(PARAMETER, refused.getMessage());
        }
    }

    private ObjectNode ranking(KeyApiQuestion asked, FaultPlan.Struck struck) {
        KeyApiQuestion question = asked.bent(struck);
        boolean isPublished = asked.isPublished() && !struck.has(Fault.UNPUBLISHED);
        List<ObjectNode> ranking = isPublished ? shelf.get(question.subject(), question::ranking) : List.of();
        KeyApiQuestion.Page page = question.page();
        List<ObjectNode> rows = page(ranking, page.number(), page.size(), struck);
        ObjectNode envelope = SandboxJson.object().put("code", 0).put("message", "success");
        question.endpoint().put(envelope, SandboxJson.array(rows)).ifPresent(pagination -> {
            pagination.put("page", page.number()).put("size", page.size());
            putTotal(pagination, IntNode.valueOf(ranking.size()), struck);
            pagination.put("has_more", (long) page.number() * page.size() < ranking.size());
        });
        return envelope.put("requestId", nextRequestId());
    }

    @Override
    Answer refuse(int code, String message) {
        return Answer.json(
                code, SandboxJson.object().put("code", code).putNull("data").put("message", message));
    }
}

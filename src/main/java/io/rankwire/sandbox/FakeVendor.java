package io.rankwire.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.rankwire.sandbox.fault.Fault;
import io.rankwire.sandbox.fault.FaultPlan;
import io.rankwire.sandbox.fault.PlannedFault;
import io.rankwire.sandbox.fault.Vendor;
import io.rankwire.sandbox.peer.Answer;
import io.rankwire.sandbox.peer.LoopbackHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What both fake vendors do: check the bearer, count requests, fail as told, cut rankings into pages. */
public abstract class FakeVendor implements AutoCloseable {
    private final Clock clock;
    private final byte[] authorization;
    private final Vendor vendor;
    private final FaultPlan faults;
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private final LoopbackHttp http;
    private volatile Consumer<String> listener = question -> {};

    FakeVendor(Vendor vendor, Clock clock, String token) throws IOException {
        this.vendor = vendor;
        this.clock = clock;
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.faults = new FaultPlan(vendor);
        this.http = new LoopbackHttp("sandbox-" + vendor.name().toLowerCase(Locale.ROOT), this::handle);
    }

    /** The address without a path. */
    public final URI url() {
        return http.url();
    }

    public final FaultPlan faults() {
        return faults;
    }

    /** Every request since the start or the last {@link #reset}, oldest first. */
    public final List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    /** Tells of every request from now on, before it is answered: method, path, query and body. */
    public final void onRequest(Consumer<String> told) {
        listener = told;
    }

    /** Forgets the requests and switches every fault off. */
    public final void reset() {
        requests.clear();
        faults.clear();
    }

    @Override
    public final void close() {
        http.close();
    }

    /** The page a request asks for, 0 when that cannot be read. */
    abstract int pageOf(VendorRequest request);

    /** Answers a request whose key is accepted. */
    abstract Answer answer(VendorRequest request, FaultPlan.Struck struck);

    /** The vendor's way to say no. */
    abstract Answer refuse(int code, String message);

    /** The code of a missing or wrong bearer. */
    abstract int unauthorized();

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            VendorRequest request = VendorRequest.of(exchange);
            int page = pageOf(request);
            listener.accept(request.question());
            Answer answer = reply(request, faults.strike(page));
            requests.add(new ReceivedRequest(request.method(), request.path(), page, answer.status()));
            answer.send(exchange);
        }
    }

    private Answer reply(VendorRequest request, FaultPlan.Struck struck) {
        Optional<PlannedFault> refusal = struck.refusal();
        if (refusal.isPresent()) {
            return refuse(refusal.get());
        }
        if (struck.has(Fault.HTML)) {
            return Answer.html(200, "<!doctype html><title>Maintenance</title><p>Please come back later.");
        }
        byte[] given = request.authorization().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, authorization)) {
            return refuse(unauthorized(), "missing or invalid API key");
        }
        return bent(answer(request, struck), struck);
    }

    private Answer refuse(PlannedFault plan) {
        Answer answer = refuse(plan.fault().code(vendor), plan.fault().message());
        return plan.fault() == Fault.TOO_MANY_REQUESTS
                ? answer.with("Retry-After", String.valueOf(plan.seconds()))
                : answer;
    }

    private static Answer bent(Answer answer, FaultPlan.Struck struck) {
        if (struck.has(Fault.CUT_BODY)) {
            return answer.sent(Answer.Manner.CUT);
        }
        return struck.by(Fault.SLOW_BODY)
                .map(plan -> answer.sent(Answer.Manner.trickled(Duration.ofSeconds(plan.seconds()))))
                .orElse(answer);
    }

    /** The rows of one page, moved about as the faults say. */
    static List<ObjectNode> page(List<ObjectNode> ranking, int page, int size, FaultPlan.Struck struck) {
        if (struck.has(Fault.UNPUBLISHED)) {
            return List.of();
        }
        int shown = struck.by(Fault.SAME_PAGE)
                .map(plan -> Math.max(1, plan.page() - 1))
                .orElse(page);
        int drift = struck.by(Fault.DRIFT).map(PlannedFault::rows).orElse(0);
        long from = Math.max(0, (shown - 1L) * size - drift);
        return ranking.stream().skip(from).limit(size).toList();
    }

    final LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    final long epochSecond() {
        return clock.instant().getEpochSecond();
    }

    /** In the form of a UUID, counted up from the start. */
    final String nextRequestId() {
        return String.format(Locale.ROOT, "00000000-0000-4000-8000-%012x", answers.incrementAndGet());
    }

    /** A total as the faults say, or as it is. */
    static void putTotal(ObjectNode where, JsonNode total, FaultPlan.Struck struck) {
        if (struck.has(Fault.NULL_TOTAL)) {
            where.putNull("total");
        } else if (struck.has(Fault.NONSENSE_TOTAL)) {
            where.put("total", "many");
        } else {
            where.set("total", total);
        }
    }
}

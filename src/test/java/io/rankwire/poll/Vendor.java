package io.rankwire.poll;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.source.PageRequest;
import io.rankwire.source.page.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A vendor in memory: it answers with the pages of the rankings it was given, and misbehaves where it is told to. */
public final class Vendor {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How much the vendor says about the whole ranking. */
    enum Saying {
        NOTHING,
        TOTAL,
        TOTAL_AS_TEXT,
        HAS_MORE
    }

    private final Map<String, List<String>> rankings = new HashMap<>();
    private final Map<String, String> echoes = new HashMap<>();
    private final Map<Integer, Runnable> after = new HashMap<>();
    private final Deque<HttpAnswer> next = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private Saying saying = Saying.TOTAL;
    private int overstatedBy;

    /** Publishes the rows of a period, replacing those it had. */
    public synchronized Vendor publish(String period, List<String> rows) {
        rankings.put(period, List.copyOf(rows));
        return this;
    }

    public Vendor publish(String period, String... rows) {
        return publish(period, Arrays.asList(rows));
    }

    synchronized Vendor withdraw(String period) {
        rankings.remove(period);
        return this;
    }

    Vendor says(Saying what) {
        saying = what;
        return this;
    }

    /** Has the vendor promise more rows than it has. */
    Vendor overstates(int by) {
        overstatedBy = by;
        return this;
    }

    /** Has the vendor answer a question for one period with another's ranking. */
    Vendor answersWith(String asked, String answered) {
        echoes.put(asked, answered);
        return this;
    }

    /** Answers the next requests with these, before it answers properly again. */
    public synchronized Vendor answersNext(HttpAnswer... answers) {
        next.addAll(Arrays.asList(answers));
        return this;
    }

    /** Something that happens at the vendor's right after it answered its request number {@code count}. */
    public Vendor after(int count, Runnable event) {
        after.put(count, event);
        return this;
    }

    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    public synchronized int requests() {
        return asked.size();
    }

    /** The requests since the last time. */
    synchronized List<String> forgetAsked() {
        List<String> before = List.copyOf(asked);
        asked.clear();
        return before;
    }

    public synchronized HttpAnswer answer(PageRequest request) {
        return answer(request.body());
    }

    public synchronized HttpAnswer answer(String body) {
        try {
            JsonNode question = JSON.readTree(body);
            String date = question.get("date").asText();
            int page = question.get("page").asInt();
            asked.add(date + "/" + page);
            HttpAnswer answer =
                    next.isEmpty() ? page(date, page, question.get("pagesize").asInt()) : next.poll();
            Optional.ofNullable(after.remove(asked.size())).ifPresent(Runnable::run);
            return answer;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request is JSON", e);
        }
    }

    private HttpAnswer page(String date, int page, int size) {
        String answered = echoes.getOrDefault(date, date);
        List<String> rows = rankings.getOrDefault(answered, List.of());
        int from = Math.min((page - 1) * size, rows.size());
        int to = Math.min(page * size, rows.size());
        int total = rows.size() + overstatedBy;
        String said =
                switch (saying) {
                    case NOTHING -> "";
                    case TOTAL -> "\"total\":" + total + ",";
                    case TOTAL_AS_TEXT -> "\"total\":\"" + total + "\",";
                    case HAS_MORE -> "\"has_more\":" + (to < rows.size()) + ",";
                };
        return ok("{\"code\":0,\"request_id\":\"" + date + "-" + page + "\",\"data\":{" + said + "\"date_value\":\""
                + answered + "\",\"list\":[" + String.join(",", rows.subList(from, to)) + "]}}");
    }

    static HttpAnswer ok(String body) {
        return new HttpAnswer(200, "application/json", Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
    }

    public static HttpAnswer code(int code) {
        return ok("{\"code\":" + code + ",\"message\":\"so it is\"}");
    }

    static HttpAnswer status(int status) {
        return new HttpAnswer(status, "text/html", Optional.empty(), new byte[0]);
    }

    static HttpAnswer tooFast(Duration retryAfter) {
        return new HttpAnswer(429, "text/html", Optional.of(retryAfter), new byte[0]);
    }

    /** A row as the vendor writes it; the figure is JSON as it stands. */
    static String row(String id, Object sold) {
        return "{\"id\":\"" + id + "\",\"title\":\"Product " + id + "\",\"region\":\"US\",\"sold\":" + sold + "}";
    }

    /** So many rows {@code k1, k2…}, no two of which tie. */
    public static List<String> rows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> row("k" + i, 100_000 - i))
                .toList();
    }

    /** Rows that do not tie, in the order of the keys. */
    public static List<String> rows(List<String> keys) {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> row(keys.get(i), 100_000 - i))
                .toList();
    }
}

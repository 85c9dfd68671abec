package io.rankwire.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.rankwire.sandbox.sample.SandboxJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Asks the fake vendors as the application does. */
public final class Visitor {
    public static final String TOKEN = "sandbox-token";
    public static final String LIVE = "/live/v1/rank/topProduct";
    public static final String SHOPS = "/shop/v1/rank/mostPromoted";
    public static final String CREATORS = "/creator/v1/rank/topPotential";
    public static final String INSIGHTS = "/v1/tiktok/insights/products";
    public static final String ANALYTICS = "/v1/tiktok/product/list/analytics";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final URI url;
    private final String token;

    public Visitor(FakeVendor vendor) {
        this(vendor, TOKEN);
    }

    public Visitor(FakeVendor vendor, String token) {
        this.url = vendor.url();
        this.token = token;
    }

    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body)).build());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    public JsonNode posted(String path, String body) throws IOException, InterruptedException {
        return SandboxJson.read(post(path, body).body());
    }

    public JsonNode got(String path) throws IOException, InterruptedException {
        return SandboxJson.read(get(path).body());
    }

    /** Every row of a FastMoss ranking, in pages of 100. */
    public List<JsonNode> ranking(String path, String filter, String orderBy) throws IOException, InterruptedException {
        List<JsonNode> rows = new ArrayList<>();
        for (int page = 1; page <= 5; page++) {
            String body =
                    "{\"filter\":%s,\"orderby\":[{\"field\":\"%s\",\"order\":\"desc\"}],\"page\":%d,\"pagesize\":100}"
                            .formatted(filter, orderBy, page);
            posted(path, body).at("/data/list").forEach(rows::add);
        }
        return rows;
    }

    /** Every row of the insights for a query without page and limit. */
    public List<JsonNode> insights(String query) throws IOException, InterruptedException {
        List<JsonNode> rows = new ArrayList<>();
        boolean more = true;
        for (int page = 1; more; page++) {
            JsonNode data = got(INSIGHTS + "?limit=20&page=" + page + query).get("data");
            data.get("list").forEach(rows::add);
            more = data.at("/pagination/has_more").asBoolean();
        }
        return rows;
    }

    /** Every row of the analytics for a query without page_num and page_size. */
    public List<JsonNode> analytics(String query) throws IOException, InterruptedException {
        List<JsonNode> rows = new ArrayList<>();
        int got = 10;
        for (int page = 1; got == 10; page++) {
            JsonNode data =
                    got(ANALYTICS + "?page_size=10&page_num=" + page + query).get("data");
            data.forEach(rows::add);
            got = data.size();
        }
        return rows;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}

package io.rankwire.source.page;

import io.rankwire.source.PageRequest;
import io.rankwire.text.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;

/** Asks for a page over HTTP. */
public final class Asked {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Asked() {}

    public static HttpAnswer send(URI vendor, String token, PageRequest page, Instant now)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(vendor.resolve(page.path()))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(page.method(), BodyPublishers.ofString(page.body()))
                .build();
        HttpResponse<byte[]> answer = CLIENT.send(request, BodyHandlers.ofByteArray());
        return new HttpAnswer(
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(""),
                RetryAfter.parse(answer.headers().firstValue("Retry-After").orElse(null), now),
                answer.body());
    }
}

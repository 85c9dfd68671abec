package io.rankwire.poll;

import io.rankwire.ranking.Snapshot;
import io.rankwire.source.PageRequest;
import io.rankwire.source.page.HttpAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The process that {@link KillTest} kills. Arguments: where the store is, the vendor's address, and how many requests at once. */
final class PollingChild {
    static final int DONE = 0;
    static final int BUSY = 3;

    private PollingChild() {}

    public static void main(String[] args) {
        HttpClient http = HttpClient.newHttpClient();
        try (Desk desk = new Desk(Path.of(args[0]), Clock.systemUTC(), request -> ask(http, args[1], request))
                .parallel(Integer.parseInt(args[2]))) {
            System.exit(isBusy(desk) ? BUSY : DONE);
        }
    }

    private static boolean isBusy(Desk desk) {
        boolean busy = desk.poll(feed("2026-W13")) instanceof Outcome.Busy;
        return busy || desk.poll(feed("2026-W14")) instanceof Outcome.Busy;
    }

    /** Both weeks; the second is the one that is looked at. */
    static Snapshot fetch(Desk desk) {
        desk.fetch(feed("2026-W13"));
        return desk.fetch(feed("2026-W14"));
    }

    private static io.rankwire.feed.Feed feed(String week) {
        return Asked.weekly().on(week).feed();
    }

    private static HttpAnswer ask(HttpClient http, String url, PageRequest request) {
        HttpRequest post = HttpRequest.newBuilder(URI.create(url + request.path()))
                .POST(HttpRequest.BodyPublishers.ofString(request.body()))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(post, HttpResponse.BodyHandlers.ofByteArray());
            return new HttpAnswer(answer.statusCode(), "application/json", Optional.empty(), answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the vendor of the test answers", e);
        }
    }
}

package io.rankwire.engine;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFilter;
import io.rankwire.operator.desk.LoadedRoute;
import io.rankwire.poll.Demand;
import io.rankwire.route.polling.FeedRunner;
import io.rankwire.route.polling.Polled;
import io.rankwire.route.polling.PolledSeries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One round of polls and digests in this process, and of the deliveries that can be settled; it answers for what was asked. */
public final class OnceRound {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Engine engine;
    private final Set<String> named;
    private final Demand demand;
    private final List<PolledSeries> series = new ArrayList<>();

    /** @param named feeds to poll and digests to send; without any, all feeds, and digests that were missed */
    public OnceRound(Engine engine, List<String> named, Demand demand) {
        this.engine = engine;
        this.named = Set.copyOf(named);
        this.demand = demand;
    }

    /** Plays it; false when a poll or a delivery of what was asked is not done. */
    public boolean play() throws Exception {
        Set<Long> dead = deliveries(Delivery.Status.DEAD);
        List<String> chosen = engine.desk().feeds().stream()
                .map(LoadedRoute::routeId)
                .filter(feed -> named.isEmpty() || named.contains(feed))
                .toList();
        boolean done = true;
        for (String feed : chosen) {
            done &= engine.digests().isDigest(feed) || poll(feed);
        }
        for (String digest : chosen) {
            done &= !engine.digests().isDigest(digest) || send(digest);
        }
        engine.dispatcher().settle();
        engine.tellOperator();
        return done && deliveries(Delivery.Status.DUE).isEmpty() && dead.containsAll(deliveries(Delivery.Status.DEAD));
    }

    private boolean poll(String feed) {
        Polled polled = new FeedRunner(engine.context()).poll(feed, demand, engine.clock());
        series.addAll(polled.series());
        if (polled.failure() != null) {
            series.add(new PolledSeries(feed, null, "failed", null, 0, 0, polled.failure(), null));
        }
        return polled.done();
    }

    /** A digest that is named is wanted now; of the others those that were missed. */
    private boolean send(String digest) throws Exception {
        Set<Long> before = ids(digest, null);
        boolean sent = named.isEmpty()
                ? engine.digests().catchUp(digest)
                : engine.digests().fire(digest);
        List<Delivery> owed = engine.deliveries().list(new DeliveryFilter(digest, null, null)).stream()
                .filter(delivery -> !before.contains(delivery.id()))
                .toList();
        series.add(line(digest, sent, owed));
        return sent;
    }

    private static PolledSeries line(String digest, boolean sent, List<Delivery> owed) {
        String result = "nothing was missed";
        String status = sent ? "digest" : "failed";
        if (!sent) {
            result = "could not be put together; the log says why";
        } else if (!owed.isEmpty()) {
            Delivery.Progress first = owed.get(0).progress();
            result = first.status() == Delivery.Status.SKIPPED
                    ? "not sent: " + first.lastError()
                    : "put together for " + owed.size() + (owed.size() == 1 ? " sink" : " sinks");
        }
        return new PolledSeries(digest, null, status, null, 0, 0, result, null);
    }

    private Set<Long> deliveries(Delivery.Status status) {
        if (named.isEmpty()) {
            return engine.deliveries().ids(status);
        }
        Set<Long> ids = new HashSet<>();
        named.forEach(feed -> ids.addAll(ids(feed, status)));
        return ids;
    }

    private Set<Long> ids(String feed, Delivery.@Nullable Status status) {
        Set<Long> ids = new HashSet<>();
        engine.deliveries()
                .forEach(
                        new DeliveryFilter(feed, null, status),
                        Integer.MAX_VALUE,
                        listed -> ids.add(listed.delivery().id()));
        return ids;
    }

    /** What was looked at, a line for each series and digest. */
    public List<Map<String, Object>> lines() {
        return lines(series);
    }

    public static List<Map<String, Object>> lines(List<PolledSeries> series) {
        return series.stream()
                .map(one -> JSON.convertValue(one, new TypeReference<Map<String, Object>>() {}))
                .toList();
    }
}

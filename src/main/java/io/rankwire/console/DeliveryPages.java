package io.rankwire.console;

import io.rankwire.delivery.Deliveries;
import io.rankwire.delivery.Delivery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Deliveries as a list, and one with every attempt at it. */
final class DeliveryPages {
    private static final int LISTED = 100;

    private final Backstage stage;

    DeliveryPages(Backstage stage) {
        this.stage = stage;
    }

    /**
     * The deliveries that were asked for, newest first.
     *
     * @param next the delivery before which the ones after these are; null for none
     * @param sinks that can be asked for
     */
    record DeliveriesView(Asked asked, List<Map<String, Object>> deliveries, Long next, List<String> sinks) {}

    /** What was asked for; empty texts for everything. */
    record Asked(String feed, String sink, String status) {}

    /** A delivery and every attempt at it, oldest first. */
    record DeliveryView(Map<String, Object> delivery, List<Map<String, Object>> attempts) {}

    DeliveriesView list(Question question) {
        Asked asked = new Asked(
                question.find("feed").orElse(""),
                question.find("sink").orElse(""),
                question.find("status").orElse(""));
        Deliveries.Filter filter = new Deliveries.Filter(
                question.find("feed").orElse(null),
                question.find("sink").orElse(null),
                question.find("status").map(DeliveryPages::status).orElse(null),
                question.findNumber("before").orElse(Long.MAX_VALUE));
        List<Delivery> found = new ArrayList<>();
        // One more than is shown tells whether there are more.
        stage.deliveries().forEach(filter, LISTED + 1, found::add);
        boolean more = found.size() > LISTED;
        List<Delivery> shown = more ? found.subList(0, LISTED) : found;
        return new DeliveriesView(
                asked,
                shown.stream().map(Facts::of).toList(),
                more ? (Long) shown.get(shown.size() - 1).id() : null,
                SinksPage.names(stage));
    }

    private static Delivery.Status status(String word) {
        return Arrays.stream(Delivery.Status.values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Question.Unanswerable(400, "There is no status " + word + "."));
    }

    DeliveryView show(Question question) {
        long id = question.number("id");
        Delivery delivery = stage.deliveries()
                .find(id)
                .orElseThrow(() -> new Question.Unanswerable(404, "There is no delivery " + id + "."));
        return new DeliveryView(
                Facts.of(delivery),
                stage.deliveries().attempts(id).stream().map(Facts::of).toList());
    }
}

package io.rankwire.console;

import io.rankwire.console.observe.ConsoleServices;
import io.rankwire.delivery.Deliveries;
import io.rankwire.delivery.Delivery;
import io.rankwire.delivery.DeliveryFilter;
import io.rankwire.delivery.Receipts;
import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import io.rankwire.listing.ListingFields;
import io.rankwire.text.OperatorMistake;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deliveries as a list, and one with every attempt at it. */
final class DeliveryPages {
    private static final int LISTED = 100;

    private final ConsoleServices stage;
    private final Receipts mails;

    DeliveryPages(ConsoleServices stage) {
        this.stage = stage;
        this.mails = new Receipts(stage.store());
    }

    /**
     * The deliveries that were asked for, newest first.
     *
     * @param next the delivery before which the ones after these are; null for none
     * @param sinks that can be asked for
     */
    record DeliveriesView(
            Asked asked,
            List<Map<String, Object>> deliveries,
            @Nullable Long next,
            List<String> sinks) {}

    /** What was asked for; empty texts for everything. */
    record Asked(String feed, String sink, String status, String period, String from, String until) {
        static Asked of(Question question) {
            return new Asked(
                    question.find("feed").orElse(""),
                    question.find("sink").orElse(""),
                    question.find("status").orElse(""),
                    question.find("period").orElse(""),
                    question.find("from").orElse(""),
                    question.find("until").orElse(""));
        }
    }

    /**
     * A delivery and every attempt at it, oldest first.
     *
     * @param subject of the mail; null for one that is no mail
     * @param recipients of the mail, and what became of it for each; none for one that is no mail
     */
    record DeliveryView(
            Map<String, Object> delivery,
            List<Map<String, Object>> attempts,
            @Nullable String subject,
            List<Map<String, Object>> recipients) {}

    DeliveriesView list(Question question) {
        Asked asked = Asked.of(question);
        DeliveryFilter filter = new DeliveryFilter(
                question.find("feed").orElse(null),
                question.find("sink").orElse(null),
                question.find("status").map(DeliveryPages::status).orElse(null),
                new DeliveryFilter.Times(
                        question.find("period").map(DeliveryPages::period).orElse(null),
                        question.find("from").map(day -> moment("from", day, 0)).orElse(null),
                        question.find("until")
                                .map(day -> moment("until", day, 1))
                                .orElse(null)),
                question.findNumber("before").orElse(Long.MAX_VALUE));
        List<Deliveries.Listed> found = new ArrayList<>();
        // One more than is shown tells whether there are more.
        stage.deliveries().forEach(filter, LISTED + 1, found::add);
        boolean more = found.size() > LISTED;
        List<Deliveries.Listed> shown = more ? found.subList(0, LISTED) : found;
        return new DeliveriesView(
                asked,
                shown.stream().map(ListingFields::of).toList(),
                more ? (Long) shown.get(shown.size() - 1).delivery().id() : null,
                stage.sinkNames());
    }

    private static Delivery.Status status(String word) {
        return Arrays.stream(Delivery.Status.values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Question.Unanswerable(400, "There is no status " + word + "."));
    }

    /** The form tells which type it is: 2026-W13, 2026-03-31, 2026-03. */
    private static Period period(String key) {
        PeriodType type = key.contains("W") ? PeriodType.WEEK : key.length() > 7 ? PeriodType.DAY : PeriodType.MONTH;
        try {
            return Period.parse(type, key);
        } catch (OperatorMistake e) {
            throw new Question.Unanswerable(
                    400, "period is '" + key + "'; it must be like 2026-03-31, 2026-W13 or 2026-03.");
        }
    }

    /** The beginning of a day, or of one some days later, where the console is. */
    private Instant moment(String name, String day, int later) {
        try {
            LocalDate date = LocalDate.parse(day).plusDays(later);
            if (date.getYear() < 1970 || date.getYear() > 9999) {
                throw new Question.Unanswerable(400, name + " is '" + day + "'; it must be of 1970 to 9999.");
            }
            return date.atStartOfDay(stage.settings().zone()).toInstant();
        } catch (DateTimeParseException e) {
            throw new Question.Unanswerable(400, name + " is '" + day + "'; it must be a day like 2026-03-31.");
        }
    }

    DeliveryView show(Question question) {
        long id = question.number("id");
        Deliveries.Listed delivery = stage.deliveries()
                .listed(id)
                .orElseThrow(() -> new Question.Unanswerable(404, "There is no delivery " + id + "."));
        return new DeliveryView(
                ListingFields.of(delivery),
                stage.deliveries().attempts(id).stream().map(ListingFields::of).toList(),
                mails.subject(id).orElse(null),
                mails.of(id).stream().map(ListingFields::of).toList());
    }
}

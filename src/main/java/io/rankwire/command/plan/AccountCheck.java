package io.rankwire.command.plan;

import io.rankwire.operator.plan.FeedPlan;
import io.rankwire.route.polling.FirstPage;
import io.rankwire.source.Endpoint;
import io.rankwire.source.page.PageResult;
import io.rankwire.text.Failure;
import io.rankwire.text.OperatorMistake;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks every account that feeds use for one row, by the cheapest of its feeds. What that costs counts in the budget. */
final class AccountCheck {
    private final Collection<FeedPlan> asked;

    AccountCheck(List<FeedPlan> plans) {
        Map<String, FeedPlan> cheapest = new TreeMap<>();
        plans.forEach(
                plan -> cheapest.merge(account(plan), plan, (one, other) -> cost(other) < cost(one) ? other : one));
        this.asked = cheapest.values();
    }

    private static String account(FeedPlan plan) {
        return plan.feeds().get(0).account();
    }

    private static int cost(FeedPlan plan) {
        return plan.source().endpoint().cost();
    }

    /** What asking will cost, a line an account. */
    List<String> prices() {
        return asked.stream()
                .map(plan -> "asking account " + account(plan) + " for one row costs 1 request"
                        + (plan.source().endpoint().unit() == Endpoint.Unit.CREDITS
                                ? ", " + cost(plan) + (cost(plan) == 1 ? " credit" : " credits")
                                : ""))
                .toList();
    }

    /** Asks, and says of each account how it went. */
    List<Door> ask(FirstPage vendors) throws InterruptedException {
        List<Door> doors = new ArrayList<>();
        for (FeedPlan plan : asked) {
            doors.add(ask(plan, vendors));
        }
        return doors;
    }

    private static Door ask(FeedPlan plan, FirstPage vendors) throws InterruptedException {
        String place = "account " + account(plan);
        try {
            PageResult result = vendors.knock(plan.source(), plan.feeds().get(0));
            return new Door(place, word(result), words(result, plan));
        } catch (IllegalStateException | IllegalArgumentException | OperatorMistake e) {
            return new Door(place, "failed", Failure.line(e));
        }
    }

    private static String word(PageResult result) {
        if (result instanceof PageResult.AccessRefused) {
            return "refused";
        }
        if (result instanceof PageResult.OutOfCredits) {
            return "out of credits";
        }
        boolean answered = result instanceof PageResult.Page || result instanceof PageResult.NotPublished;
        return answered ? Door.OK : "failed";
    }

    private static String words(PageResult result, FeedPlan plan) {
        return result instanceof PageResult.Fault fault && !(result instanceof PageResult.NotPublished)
                ? fault.reason()
                : "it answered " + plan.source().name();
    }
}

package io.rankwire.console;

import io.rankwire.account.StoppedAccounts;
import io.rankwire.console.observe.ConsoleServices;
import io.rankwire.listing.ListingFields;
import io.rankwire.poll.Demand;
import io.rankwire.ranking.Snapshot;
import io.rankwire.route.polling.PollsOnDemand;
import java.util.Map;

/** What can be done from the console. Each needs the token. */
final class Actions {
    private final ConsoleServices stage;

    Actions(ConsoleServices stage) {
        this.stage = stage;
    }

    void addTo(Site site) {
        site.action("/deliveries/:id/retry", question -> {
            long id = delivery(question);
            stage.ledger().retry(id);
            return delivery(id);
        });
        site.action("/deliveries/:id/skip", question -> {
            long id = delivery(question);
            stage.ledger().skip(id);
            return delivery(id);
        });
        site.action("/snapshots/:id/replay", this::replay);
        site.action("/feeds/:feed/poll", this::poll);
        site.action("/sinks/:sink/enable", question -> {
            stage.sinks().enable(existing(question));
            return sink(question);
        });
        site.action("/sinks/:sink/disable", question -> {
            stage.sinks().disable(existing(question), question.find("reason").orElse("by an operator"));
            return sink(question);
        });
        site.action("/sinks/:sink/test", this::test);
        site.action("/accounts/:account/resume", this::resume);
    }

    private long delivery(Question question) {
        long id = question.number("id");
        if (stage.deliveries().find(id).isEmpty()) {
            throw new Question.Unanswerable(404, "There is no delivery " + id + ".");
        }
        return id;
    }

    private Site.Done delivery(long id) {
        return new Site.Done(
                "/deliveries/" + id,
                ListingFields.of(stage.deliveries().listed(id).orElseThrow()));
    }

    /** The poll goes on after the answer; what comes of it is on the feed's page. */
    private Site.Done poll(Question question) {
        String feed = question.word("feed");
        if (stage.desk().feeds().stream().noneMatch(loaded -> loaded.routeId().equals(feed))) {
            throw new Question.Unanswerable(404, "There is no feed '" + feed + "'.");
        }
        Demand demand = question.find("recheck").filter("true"::equals).isPresent() ? Demand.RECHECK : Demand.NOW;
        PollsOnDemand.refusal(stage.feeds(), feed, demand).ifPresent(why -> {
            throw new Question.Unanswerable(409, why);
        });
        long request = stage.requests().ask(feed, demand);
        stage.demanded().take();
        return new Site.Done("/feeds/" + feed, Map.of("feed", feed, "request", request));
    }

    private Site.Done replay(Question question) {
        Snapshot snapshot = SnapshotPage.find(stage.snapshots(), question.number("id"));
        String sink = question.find("sink").orElse("");
        if (!stage.sinkNames().contains(sink)) {
            throw new Question.Unanswerable(400, "There is no sink '" + sink + "'.");
        }
        return delivery(stage.ledger().replay(snapshot, sink));
    }

    private Site.Done resume(Question question) {
        String account = question.word("account");
        if (!new StoppedAccounts(stage.store(), stage.clock()).resume(account)) {
            throw new Question.Unanswerable(404, "There is no account '" + account + "' that is stopped.");
        }
        return new Site.Done("/", Map.of("account", account, "state", "resumed"));
    }

    private Site.Done test(Question question) {
        String sink = question.word("sink");
        if (!stage.sinkNames().contains(sink)) {
            throw new Question.Unanswerable(404, "There is no sink '" + sink + "'.");
        }
        try {
            stage.testDeliveries().send(sink);
        } catch (IllegalStateException e) {
            throw new Question.Unanswerable(409, String.valueOf(e.getMessage()));
        }
        return sink(question);
    }

    /** The sink that is asked for, if it is loaded or anything was ever owed to it. */
    private String existing(Question question) {
        return String.valueOf(line(question).get("sink"));
    }

    private Site.Done sink(Question question) {
        return new Site.Done("/sinks", line(question));
    }

    private Map<String, Object> line(Question question) {
        String sink = question.word("sink");
        return SinksPage.lines(stage).stream()
                .filter(line -> sink.equals(line.get("sink")))
                .findFirst()
                .orElseThrow(() -> new Question.Unanswerable(404, "There is no sink '" + sink + "'."));
    }
}

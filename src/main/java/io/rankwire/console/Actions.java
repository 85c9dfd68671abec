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
    private final Access access;

    Actions(ConsoleServices stage, Access access) {
        this.stage = stage;
        this.access = access;
    }

    void addTo(Console console) {
        console.action("/deliveries/:id/retry", question -> {
            long id = delivery(question);
            stage.ledger().retry(id);
            return delivery(id);
        });
        console.action("/deliveries/:id/skip", question -> {
            long id = delivery(question);
            stage.ledger().skip(id);
            return delivery(id);
        });
        console.action("/snapshots/:id/replay", this::replay);
        console.action("/feeds/:feed/poll", this::poll);
        console.action("/sinks/:sink/enable", question -> {
            stage.sinks().enable(existing(question));
            return sink(question);
        });
        console.action("/sinks/:sink/disable", question -> {
            stage.sinks().disable(existing(question), question.find("reason").orElse("by an operator"));
            return sink(question);
        });
        console.action("/sinks/:sink/test", this::test);
        console.action("/accounts/:account/resume", this::resume);
        console.form("/sign-in", context -> {
            Question question = new Question(context.request());
            if (access.signIn(context.request(), question.find("token").orElse(""))) {
                context.response().setStatusCode(303).putHeader("Location", "/").end();
            } else {
                console.refuse(context, () -> console.html(context, 401, console.signIn(context, true)));
            }
        });
        console.form("/sign-out", context -> {
            access.signOut(context.request());
            context.response().setStatusCode(303).putHeader("Location", "/").end();
        });
    }

    private long delivery(Question question) {
        long id = question.number("id");
        if (stage.deliveries().find(id).isEmpty()) {
            throw new Question.Unanswerable(404, "There is no delivery " + id + ".");
        }
        return id;
    }

    private Console.Done delivery(long id) {
        return new Console.Done(
                "/deliveries/" + id,
                ListingFields.of(stage.deliveries().listed(id).orElseThrow()));
    }

    /** The poll goes on after the answer; what comes of it is on the feed's page. */
    private Console.Done poll(Question question) {
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
        return new Console.Done("/feeds/" + feed, Map.of("feed", feed, "request", request));
    }

    private Console.Done replay(Question question) {
        Snapshot snapshot = SnapshotPage.find(stage.snapshots(), question.number("id"));
        String sink = question.find("sink").orElse("");
        if (!stage.sinkNames().contains(sink)) {
            throw new Question.Unanswerable(400, "There is no sink '" + sink + "'.");
        }
        return delivery(stage.ledger().replay(snapshot, sink));
    }

    private Console.Done resume(Question question) {
        String account = question.word("account");
        if (!new StoppedAccounts(stage.store(), stage.clock()).resume(account)) {
            throw new Question.Unanswerable(404, "There is no account '" + account + "' that is stopped.");
        }
        return new Console.Done("/", Map.of("account", account, "state", "resumed"));
    }

    private Console.Done test(Question question) {
        String sink = question.word("sink");
        if (!stage.sinkNames().contains(sink)) {
            throw new Question.Unanswerable(404, "There is no sink '" + sink + "'.");
        }
        try {
            stage.testDeliveries().send(sink);
        } catch (IllegalStateException e) {
            throw new Question.Unanswerable(409, e.getMessage());
        }
        return sink(question);
    }

    /** The sink that is asked for, if it is loaded or anything was ever owed to it. */
    private String existing(Question question) {
        return String.valueOf(line(question).get("sink"));
    }

    private Console.Done sink(Question question) {
        return new Console.Done("/sinks", line(question));
    }

    private Map<String, Object> line(Question question) {
        String sink = question.word("sink");
        return SinksPage.lines(stage).stream()
                .filter(line -> line.get("sink").equals(sink))
                .findFirst()
                .orElseThrow(() -> new Question.Unanswerable(404, "There is no sink '" + sink + "'."));
    }
}

package io.rankwire.poll;

import io.rankwire.poll.asking.AskedPage;
import io.rankwire.source.PageRequest;
import io.rankwire.source.page.HttpAnswer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers what a desk's polls ask for: at once, or, where several requests are under way, each on a thread of its own. */
final class DeskVendor {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "desk-vendor");
        thread.setDaemon(true);
        return thread;
    });

    private final Function<PageRequest, HttpAnswer> answers;
    private final List<AskedPage> asked = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> answering = new CopyOnWriteArrayList<>();
    private Consumer<PageRequest> told = request -> {};
    private int atOnce = 1;

    DeskVendor(Function<PageRequest, HttpAnswer> answers) {
        this.answers = answers;
    }

    int atOnce() {
        return atOnce;
    }

    void answerAtOnce(int requests) {
        atOnce = requests;
    }

    /** Tells of every request whose answer has come, of those that are under way at once. */
    void tell(Consumer<PageRequest> other) {
        told = other;
    }

    /**
     * Has a page asked for.
     *
     * @param sent run between request and answer where one is under way at a time
     */
    void ask(AskedPage page, Runnable sent) {
        asked.add(page);
        if (atOnce > 1) {
            answering.add(CompletableFuture.runAsync(() -> answer(page), THREADS));
        } else {
            HttpAnswer answer = answers.apply(page.request());
            sent.run();
            page.answered(answer);
        }
    }

    private void answer(AskedPage page) {
        try {
            page.answered(answers.apply(page.request()));
        } catch (RuntimeException e) {
            page.broke(e);
        } finally {
            told.accept(page.request());
        }
    }

    /** The process that asked is gone: what comes still comes for nothing. */
    void forget(RuntimeException end) {
        answering.forEach(CompletableFuture::join);
        asked.forEach(page -> page.broke(end));
    }
}

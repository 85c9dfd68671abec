package io.rankwire.poll.asking;

import io.rankwire.account.Concurrency;
import io.rankwire.source.PageRequest;
import io.rankwire.source.page.HttpAnswer;
import io.rankwire.source.page.PageResult;
import io.rankwire.source.page.PageResult.Page;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A page that a vendor is asked for. One thread asks and says what came of it, another waits for that. */
public final class AskedPage {
    private static final byte[] NOTHING = {};

    private final Place place;
    private final PageRequest request;
    private final Function<HttpAnswer, PageResult> reader;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    /** Which page of which run it is, from 1. */
    public record Place(long run, int number) {}

    /**
     * What came of it.
     *
     * @param kept what is kept of the answer until its rows are stored
     * @param sent false when the request never reached the vendor
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(PageResult result, byte[] kept, boolean sent) {}

    /**
     * Asks from now on.
     *
     * @param lane free again when the answer is there
     */
    public AskedPage(Place place, PageRequest request, Function<HttpAnswer, PageResult> reader, Concurrency.Lane lane) {
        this.place = place;
        this.request = request;
        this.reader = reader;
        var unused = answer.whenComplete((came, failure) -> lane.close());
    }

    public Place place() {
        return place;
    }

    public PageRequest request() {
        return request;
    }

    /** Takes the vendor's answer, and says what it is. */
    public PageResult answered(HttpAnswer received) {
        PageResult result = reader.apply(received);
        answer.complete(new Answer(result, received.kept(), true));
        return result;
    }

    /**
     * Says that no answer came.
     *
     * @param sent false when the request never reached the vendor, so that nothing was spent
     */
    public void unanswered(PageResult result, boolean sent) {
        answer.complete(new Answer(result, NOTHING, sent));
    }

    /** Says that it could not be asked for at all. Without effect when something was said before. */
    public void broke(Throwable cause) {
        answer.completeExceptionally(cause);
    }

    public boolean isAnswered() {
        return answer.isDone();
    }

    /** The answer, if it is there and is a page. */
    Optional<Page> page() {
        boolean came = answer.isDone() && !answer.isCompletedExceptionally();
        return came && answer().result() instanceof Page page ? Optional.of(page) : Optional.empty();
    }

    /** Waits for the answer for so long. */
    public void await(Duration most) throws InterruptedException {
        try {
            answer.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // What came, or that nothing did, is told by who takes the answer.
            return;
        }
    }

    /**
     * Waits for the answer.
     *
     * @throws CompletionException if it could not be asked for
     */
    public Answer answer() {
        return answer.join();
    }
}

package io.rankwire.route.polling;

import io.rankwire.account.Account;
import io.rankwire.account.Budget;
import io.rankwire.account.LocalPace;
import io.rankwire.account.Pace;
import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.settings.Settings;
import io.rankwire.source.NextPage;
import io.rankwire.source.PageRequest;
import io.rankwire.source.Requests;
import io.rankwire.source.Source;
import io.rankwire.source.page.Expected;
import io.rankwire.source.page.PageReader;
import io.rankwire.source.page.PageResult;
import io.rankwire.text.Reason;
import java.time.Clock;
import java.util.Iterator;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Fetches the first page of a series and keeps nothing of it. What it costs counts in the budget like any other page. */
public final class FirstPage {
    private final ProducerTemplate template;
    private final Settings settings;
    private final Budget budget;
    private final Clock clock;
    private final Pace pace = new LocalPace();

    public FirstPage(CamelContext context, Settings settings, Budget budget, Clock clock) {
        this.template = context.createProducerTemplate();
        this.settings = settings;
        this.budget = budget;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param period the period that was asked for last
     * @param result what the vendor said to that
     * @param requests how many requests it took: one for every period that was not published yet, and one more
     */
    public record Tried(Period period, PageResult result, int requests) {}

    /**
     * Asks for the newest period, and for the ones before as far as the feed looks back, until one is published.
     *
     * @throws IllegalStateException when the budget is used up or the vendor cannot be reached
     */
    public Tried fetch(Source source, Feed feed) throws InterruptedException {
        Iterator<Period> candidates = feed.candidates(clock).iterator();
        Tried tried;
        int requests = 0;
        do {
            Period period = candidates.next();
            tried = new Tried(period, ask(source, feed, period), ++requests);
        } while (candidates.hasNext() && isUnpublished(tried.result()));
        return tried;
    }

    /**
     * Asks once, for one row of the newest period: the cheapest question there is.
     *
     * @throws IllegalStateException when the budget is used up or the vendor cannot be reached
     */
    public PageResult knock(Source source, Feed feed) throws InterruptedException {
        return ask(
                source,
                feed.inPagesOf(source.endpoint().paging().smallestPage()),
                feed.candidates(clock).get(0));
    }

    private static boolean isUnpublished(PageResult result) {
        return result instanceof PageResult.NotPublished
                || (result instanceof PageResult.Page page && page.received() == 0);
    }

    private PageRequest request(Source source, Feed feed, Period period) {
        return new Requests(source).page(feed, period, NextPage.FIRST, settings::property);
    }

    private PageResult ask(Source source, Feed feed, Period period) throws InterruptedException {
        Account account = settings.account(feed.account());
        Budget.Purchase purchase = new Budget.Purchase(
                feed.name(),
                feed.terms().share(),
                source.endpoint().unit(),
                source.endpoint().cost());
        if (!budget.take(account, purchase)) {
            throw new IllegalStateException("the budget of account " + account.name() + " for this month is used up");
        }
        Thread.sleep(pace.take(account).toMillis());
        Exchange answer = template.request(
                "direct:ask-vendor",
                exchange -> VendorCall.write(
                        exchange.getMessage(), request(source, feed, period), account, source.endpoint(), settings));
        Exception failure = answer.getException();
        if (failure != null) {
            if (!VendorCall.isSent(failure)) {
                budget.giveBack(account, purchase);
            }
            throw new IllegalStateException("account " + account.name() + " gives no answer: " + Reason.of(failure));
        }
        return new PageReader(source.endpoint())
                .read(
                        VendorCall.read(answer.getMessage(), source.endpoint(), clock.instant()),
                        Expected.of(source.endpoint(), feed.series().scope()));
    }
}

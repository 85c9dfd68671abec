package io.rankwire.operator.desk;

import io.rankwire.account.StoppedAccounts;
import io.rankwire.delivery.Ledger;
import io.rankwire.event.ProgramEvent;
import io.rankwire.event.ProgramEvents;
import io.rankwire.kamelet.Feeds;
import io.rankwire.route.polling.FeedRunner;
import io.rankwire.store.Outage;
import io.rankwire.text.Reason;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.timer.TimerEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has feeds polled and deliveries attempted at once when what they waited for is there: their next timer may be a week
 * off. Safe for use by many threads.
 */
public final class WakeUps {
    private static final Logger LOG = LoggerFactory.getLogger("io.rankwire.desk");
    /** A timer that fires as soon as this polls by itself. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final int AT_ONCE = 8;

    private final Feeds feeds;
    private final Ledger ledger;
    private final StoppedAccounts accounts;
    private final ExecutorService workers;
    /** Feeds whose last poll was put down, and the account that each asked. */
    private final Map<String, String> suspend = new ConcurrentHashMap<>();
    /** Feeds whose last poll broke over a fault that is not the vendor's. */
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    private final Set<String> queued = ConcurrentHashMap.newKeySet();
    private Set<String> stopped = Set.of();

    public WakeUps(Feeds feeds, Ledger ledger, StoppedAccounts accounts, ProgramEvents programEvents) {
        this.feeds = feeds;
        this.ledger = ledger;
        this.accounts = accounts;
        this.workers = context().getExecutorServiceManager().newFixedThreadPool(this, "woken", AT_ONCE);
        programEvents.observe(this::observe);
    }

    private CamelContext context() {
        return feeds.context();
    }

    private void observe(ProgramEvent programEvent) {
        if (programEvent instanceof ProgramEvent.PollBegan begun) {
            suspend.remove(begun.feed());
        } else if (programEvent instanceof ProgramEvent.PollEnded ended
                && ended.outcome().equals("failed")) {
            suspend.put(ended.feed(), ended.account());
        } else if (programEvent instanceof ProgramEvent.PollOver over) {
            if (over.broke()) {
                broken.add(over.feed());
            } else {
                broken.remove(over.feed());
            }
        }
    }

    /** Begins to look for accounts that are asked again, as often as that, until Camel stops. */
    public void watch(Duration every) {
        Future<?> unused = context()
                .getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "wake-ups")
                .scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Has the feeds polled of the accounts that were stopped at the look before, and are not any more. */
    public synchronized void look() {
        try {
            Set<String> now = accounts.list().stream()
                    .map(StoppedAccounts.Stopped::account)
                    .collect(Collectors.toSet());
            Set<String> resumed = new HashSet<>(stopped);
            resumed.removeAll(now);
            stopped = now;
            suspend.forEach((feed, account) -> {
                if (resumed.contains(account)) {
                    poll(feed, "account " + account + " is asked again");
                }
            });
        } catch (RuntimeException e) {
            if (!Outage.caused(e)) {
                LOG.error("the accounts that are stopped cannot be looked at: {}", Reason.of(e));
            }
            LOG.debug("looking at accounts", e);
        }
    }

    /**
     * A file's routes were put in place.
     *
     * @param waited whether the file had been refused, and nothing of it ran
     */
    void taken(List<LoadedRoute> routes, boolean waited) {
        for (LoadedRoute route : routes) {
            if (!route.isFeed()) {
                deliver(route.routeId());
            } else if (waited && !isDueSoon(route.routeId())) {
                poll(route.routeId(), "its file is right now");
            }
        }
    }

    private boolean isDueSoon(String feed) {
        Route route = context().getRoute(feed);
        return route != null
                && route.getEndpoint() instanceof TimerEndpoint timer
                && timer.getTime() == null
                && timer.getDelay() <= SOON.toMillis();
    }

    /** Some file or setting became another: what broke for want of it may work. */
    void changed() {
        Set.copyOf(broken).forEach(feed -> poll(feed, "something was mended"));
    }

    /** Settings of accounts count now: what was put down for want of a key or of budget may go on. */
    void changed(Collection<String> keys) {
        changed();
        suspend.forEach((feed, account) -> {
            if (keys.stream().anyMatch(key -> key.startsWith(account + "."))) {
                poll(feed, "the settings of account " + account + " are others");
            }
        });
    }

    /** Makes everything that waits for the sink due now. */
    void deliver(String sink) {
        try {
            int waiting = ledger.wake(sink);
            if (waiting > 0) {
                LOG.info("sink={}: {} deliveries that waited are due now", sink, waiting);
            }
        } catch (RuntimeException e) {
            LOG.warn("sink={}: what waits for it is attempted at its time: {}", sink, Reason.of(e));
            LOG.debug("sink={}", sink, e);
        }
    }

    /** Polls the feed in the background, if it is started and not about to be polled. */
    private void poll(String feed, String why) {
        boolean isStarted = context().getRoute(feed) != null
                && context().getRouteController().getRouteStatus(feed).isStarted();
        if (isStarted && feeds.find(feed).isPresent() && queued.add(feed)) {
            LOG.info("feed={} is polled now: {}", feed, why);
            workers.execute(() -> poll(feed));
        }
    }

    private void poll(String feed) {
        queued.remove(feed);
        try {
            if (context().getRoute(feed) != null) {
                new FeedRunner(context()).poll(feed);
            }
        } catch (Exception e) {
            LOG.error("feed={} cannot be polled: {}", feed, Reason.of(e));
            LOG.debug("feed={}", feed, e);
        }
    }
}

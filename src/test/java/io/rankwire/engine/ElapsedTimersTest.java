package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.poll.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.timer.TimerComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class ElapsedTimersTest {
    private final BlockingQueue<Long> beats = new LinkedBlockingQueue<>();

    private DefaultCamelContext started(TimerComponent component, String uri, Processor step) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent("timer", component);
        context.start();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("beating").process(step);
            }
        });
        return context;
    }

    private void note(Object exchange) {
        beats.add(System.nanoTime());
    }

    private void next() throws InterruptedException {
        assertThat(beats.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void goOnWhenTheClockIsSetBack() throws Exception {
        TestClock clock = new TestClock("2026-10-25T02:59:00Z");
        try (DefaultCamelContext context = started(new ElapsedTimers(clock), "timer:a?period=20&delay=0", this::note)) {
            next();
            clock.advance(Duration.ofHours(-1));
            next();
            next();
            assertThat(context.getRouteController().getRouteStatus("beating").isStarted())
                    .isTrue();
        }
    }

    @Test
    void beatAtOnceThoughTheRouteIsStillStartingAndTheNextBeatIsFarOff() throws Exception {
        try (DefaultCamelContext context =
                started(new ElapsedTimers(Clock.systemUTC()), "timer:a?period=1h&delay=0", this::note)) {
            next();
            // Camel's own timers drop that beat now and then: many routes make it show.
            for (int i = 0; i < 50; i++) {
                String uri = "timer:a" + i + "?period=1h&delay=0";
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uri).process(exchange -> note(exchange));
                    }
                });
                next();
            }
        }
    }

    @Test
    void measureThePeriodFromOneBeginningToTheNext() throws Exception {
        List<Long> begun = new ArrayList<>();
        try (DefaultCamelContext context =
                started(new ElapsedTimers(Clock.systemUTC()), "timer:a?period=300&delay=0", exchange -> {
                    begun.add(System.nanoTime());
                    TimeUnit.MILLISECONDS.sleep(200);
                    note(exchange);
                })) {
            next();
            next();
            next();
            assertThat(context.getRoutes()).hasSize(1);
        }
        // From end to beginning it would be a second.
        assertThat(Duration.ofNanos(begun.get(2) - begun.get(0)))
                .isBetween(Duration.ofMillis(590), Duration.ofMillis(950));
    }

    @Test
    void beatAsOftenAsTheyAreToldAndNoMore() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (DefaultCamelContext context = started(
                        new ElapsedTimers(Clock.systemUTC()), "timer:a?period=1&delay=0&repeatCount=3", exchange -> {
                            count.incrementAndGet();
                            note(exchange);
                        });
                DefaultCamelContext other =
                        started(new ElapsedTimers(Clock.systemUTC()), "timer:a?period=1&delay=200", this::note)) {
            for (int i = 0; i < 10; i++) {
                next();
            }
            assertThat(List.of(context.getName(), other.getName())).doesNotContainNull();
        }
        assertThat(count).hasValue(3);
    }

    @Test
    void waitForAMomentOfTheClockWhereverItIsSet() throws Exception {
        TestClock clock = new TestClock("2026-10-25T02:59:00Z");
        try (DefaultCamelContext context =
                started(new ElapsedTimers(clock), "timer:a?time=2026-10-25T02:58:00&period=20", this::note)) {
            next();
            next();
            assertThat(context.getRoutes()).hasSize(1);
        }
    }

    @Test
    void endTheirThreadsWithTheirRoutes() throws Exception {
        try (DefaultCamelContext context =
                started(new ElapsedTimers(Clock.systemUTC()), "timer:ended?period=5&delay=0", this::note)) {
            next();
            context.getRouteController().stopRoute("beating");
            context.removeRoute("beating");
            while (threads().contains("timer://ended")) {
                Thread.onSpinWait();
            }
            beats.clear();
            assertThat(threads()).doesNotContain("timer://ended");
        }
        assertThat(beats).isEmpty();
    }

    private static String threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .toList()
                .toString();
    }
}

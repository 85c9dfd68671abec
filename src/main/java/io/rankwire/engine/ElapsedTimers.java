package io.rankwire.engine;

import java.time.Clock;
import java.util.Map;
import java.util.Timer;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.timer.TimerComponent;
import org.apache.camel.component.timer.TimerConsumer;
import org.apache.camel.spi.annotations.Component;

/** The component {@code timer} with timers that no change of the clock stops; see {@link ElapsedTimer}. */
// By this name Camel finds how the options are read, durations such as 1h among them.
@Component("timer")
public final class ElapsedTimers extends TimerComponent {
    private final Clock clock;
    private final Map<TimerConsumer, Timer> timers = new ConcurrentHashMap<>();

    public ElapsedTimers(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Timer getTimer(TimerConsumer consumer) {
        return timers.computeIfAbsent(consumer, this::made);
    }

    private Timer made(TimerConsumer consumer) {
        String name = "timer://" + consumer.getEndpoint().getTimerName();
        return new ElapsedTimer(
                consumer, clock, getCamelContext().getExecutorServiceManager().resolveThreadName(name));
    }

    @Override
    public void removeTimer(TimerConsumer consumer) {
        Timer timer = timers.remove(consumer);
        if (timer != null) {
            timer.cancel();
        }
    }

    @Override
    protected void doStop() throws Exception {
        timers.values().forEach(Timer::cancel);
        timers.clear();
        super.doStop();
    }
}

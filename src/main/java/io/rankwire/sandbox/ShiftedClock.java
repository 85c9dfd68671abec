package io.rankwire.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The real time, moved: the sandbox's vendors then publish what they published at that moment. */
public final class ShiftedClock extends Clock {
    private final Clock real;
    private volatile Duration offset = Duration.ZERO;

    public ShiftedClock(Clock real) {
        this.real = real;
    }

    /** Shows the moment, and goes on from there. */
    public void moveTo(Instant moment) {
        offset = Duration.between(real.instant(), moment);
    }

    /** Shows the real time again. */
    public void reset() {
        offset = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a clock that moves is asked for moments only");
    }
}

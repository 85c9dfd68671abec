package io.rankwire.delivery;

import java.util.List;

/** Who hears of what a feed has to tell. */
@FunctionalInterface
public interface Audience {
    /** The sinks that hear of an event. */
    List<String> of(Event event);
}

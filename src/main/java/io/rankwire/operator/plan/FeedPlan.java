package io.rankwire.operator.plan;

import io.rankwire.feed.Feed;
import io.rankwire.source.Source;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a feed will do.
 *
 * @param file where it is written
 * @param name its id
 * @param trigger when it asks; null when something else than a timer or a clock sets it off
 * @param source whom it asks
 * @param feeds one a series
 * @param monthlyLimit what its account may spend in a calendar month; empty for no limit
 */
public record FeedPlan(
        String file,
        String name,
        @Nullable Trigger trigger,
        Source source,
        List<Feed> feeds,
        OptionalLong monthlyLimit) {
    public FeedPlan {
        feeds = List.copyOf(feeds);
    }
}

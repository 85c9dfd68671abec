package io.rankwire.operator.plan;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When a digest goes out.
 *
 * @param name its id
 * @param trigger when it is due; null when something else than a timer or a clock sets it off
 * @param zone whose clock it goes by
 */
public record DigestTimes(String name, @Nullable Trigger trigger, ZoneId zone) {}

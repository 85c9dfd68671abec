package io.rankwire.operator.check;

import java.time.ZoneId;
import java.util.Optional;

/**
 * When a digest goes out.
 *
 * @param name its id
 * @param trigger when it is due; empty when something else than a timer or a clock sets it off
 * @param zone whose clock it goes by
 */
public record DigestTimes(String name, Optional<Trigger> trigger, ZoneId zone) {}

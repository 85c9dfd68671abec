package io.rankwire.ranking;

import java.util.Set;

/**
 * How a run ended.
 *
 * @param status complete or partial
 * @param flags what a reader should know, beside what the run noted on its way
 * @param covers how deep it goes; {@link Integer#MAX_VALUE} when there is nothing below it
 * @param dropped how many rows of the baseline, within the common depth, are gone
 */
record Verdict(Status status, Set<Flag> flags, int covers, int dropped) {}

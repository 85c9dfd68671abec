/**
 * What is asked for: the scope of a feed, its order, and the period with its arithmetic.
 *
 * <p>Decides which period is the newest completed one, and when two feeds ask for the same series.
 */
package io.rankwire.feed;

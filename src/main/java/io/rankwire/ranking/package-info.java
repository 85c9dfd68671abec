/**
 * The ranking itself: rows with their positions and ranks, snapshots of a period, who moved since the one before, and
 * the store that keeps them page by page.
 *
 * <p>Decides which period a poll asks for next, what a run that broke off goes on with, and whether a ranking is
 * complete.
 */
package io.rankwire.ranking;

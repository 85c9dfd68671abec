/**
 * When something is due by the clock: cron expressions and time zones, read once for the check of files, the timers of
 * feeds and digests, and what is made up for after a downtime.
 *
 * <p>Decides what a schedule may say, which of it is ignored, and what it does on the days on which the clocks change.
 */
package io.rankwire.camel.schedule;

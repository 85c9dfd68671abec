/** When something is due: cron expressions, time zones, and days on which clocks change. */
package io.rankwire.schedule;

/** When something is due: cron expressions, time zones, and days on which clocks change. */
@NullMarked
package io.rankwire.schedule;

import org.jspecify.annotations.NullMarked;

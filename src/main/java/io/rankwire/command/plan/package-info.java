/** What running would cost, and whether the doors are open. */
package io.rankwire.command.plan;

/** What running would cost, and whether the doors are open. */
@NullMarked
package io.rankwire.command.plan;

import org.jspecify.annotations.NullMarked;

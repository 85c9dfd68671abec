/** Which rankings can be polled, and what that costs. */
@NullMarked
package io.rankwire.command.catalogue;

import org.jspecify.annotations.NullMarked;

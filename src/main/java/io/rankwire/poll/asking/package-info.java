/** How pages are asked for: several at once, taken in order, and again after a fault. */
@NullMarked
package io.rankwire.poll.asking;

import org.jspecify.annotations.NullMarked;

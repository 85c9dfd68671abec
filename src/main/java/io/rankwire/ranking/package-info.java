/** Rankings as they are read: rows, movement, snapshots and what they are compared with. */
@NullMarked
package io.rankwire.ranking;

import org.jspecify.annotations.NullMarked;

/** One poll from its claim to the sealed snapshot: what is written of a ranking. */
@NullMarked
package io.rankwire.poll;

import org.jspecify.annotations.NullMarked;

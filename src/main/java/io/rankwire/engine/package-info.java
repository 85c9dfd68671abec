/** Camel with everything in it, over one home. */
@NullMarked
package io.rankwire.engine;

import org.jspecify.annotations.NullMarked;

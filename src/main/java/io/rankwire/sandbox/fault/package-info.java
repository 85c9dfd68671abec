/** Ways in which a vendor fails, to be planned. */
@NullMarked
package io.rankwire.sandbox.fault;

import org.jspecify.annotations.NullMarked;

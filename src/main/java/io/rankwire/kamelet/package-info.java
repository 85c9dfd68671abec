/** Kamelets: how they are defined, and how routes use them. */
@NullMarked
package io.rankwire.kamelet;

import org.jspecify.annotations.NullMarked;

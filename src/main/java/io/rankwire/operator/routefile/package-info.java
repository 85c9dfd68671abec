/** A route file with places (line and column), and what is found to be wrong with it. */
@NullMarked
package io.rankwire.operator.routefile;

import org.jspecify.annotations.NullMarked;

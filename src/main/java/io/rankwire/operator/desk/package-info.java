/** From an operator's files to running routes: looked at, checked, swapped, put back. */
@NullMarked
package io.rankwire.operator.desk;

import org.jspecify.annotations.NullMarked;

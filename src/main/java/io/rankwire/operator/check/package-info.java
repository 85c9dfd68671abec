/** The rules that an operator's files must keep. */
@NullMarked
package io.rankwire.operator.check;

import org.jspecify.annotations.NullMarked;

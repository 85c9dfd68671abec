/** What an operator's files are checked against: each other, settings, kamelets, keys. */
@NullMarked
package io.rankwire.operator.workspace;

import org.jspecify.annotations.NullMarked;

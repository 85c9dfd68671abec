/** What an operator's files are checked against: each other, settings, kamelets, components, keys. */
@NullMarked
package io.rankwire.operator.workspace;

import org.jspecify.annotations.NullMarked;

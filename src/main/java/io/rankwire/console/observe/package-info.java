/** Health, metrics and traces. */
@NullMarked
package io.rankwire.console.observe;

import org.jspecify.annotations.NullMarked;

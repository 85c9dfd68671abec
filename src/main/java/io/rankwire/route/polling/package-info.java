/** The steps that poll, and what follows the end of a poll. */
@NullMarked
package io.rankwire.route.polling;

import org.jspecify.annotations.NullMarked;

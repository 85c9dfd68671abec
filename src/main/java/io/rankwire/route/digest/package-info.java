/** Digests: what their routes ask for, when they are due, and what they gather. */
@NullMarked
package io.rankwire.route.digest;

import org.jspecify.annotations.NullMarked;

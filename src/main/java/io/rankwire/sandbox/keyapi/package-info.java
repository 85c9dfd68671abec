/** The endpoints of KeyAPI as the sandbox plays them. */
@NullMarked
package io.rankwire.sandbox.keyapi;

import org.jspecify.annotations.NullMarked;

/** The endpoints of FastMoss as the sandbox plays them. */
@NullMarked
package io.rankwire.sandbox.fastmoss;

import org.jspecify.annotations.NullMarked;

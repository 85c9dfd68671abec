/** A vendor's endpoint as its kamelet describes it, and the requests that are built from it. */
@NullMarked
package io.rankwire.source;

import org.jspecify.annotations.NullMarked;

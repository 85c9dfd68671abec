/** A vendor's answer, read into a page of a ranking or into the fault that it is. */
@NullMarked
package io.rankwire.source.page;

import org.jspecify.annotations.NullMarked;

/** What commands and console alike list. */
@NullMarked
package io.rankwire.listing;

import org.jspecify.annotations.NullMarked;

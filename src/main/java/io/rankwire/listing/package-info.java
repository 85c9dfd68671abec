/** What commands and console alike list. */
package io.rankwire.listing;

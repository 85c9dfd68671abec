/**
 * Connections to others: bounded in time, size and number of headers, kept from private addresses, ended when the
 * program stops.
 */
@NullMarked
package io.rankwire.net;

import org.jspecify.annotations.NullMarked;

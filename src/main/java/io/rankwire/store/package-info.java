/**
 * The database: its dialects, outages, leases, nodes and copies. It knows nothing of rankings.
 *
 * <p>{@link Dialect}, {@link StoreAddress} and the two kinds of connections to a file stand in a circle: an address names
 * its dialect, and a dialect says how what stands at an address is opened, so that databases differ in one class.
 */
@NullMarked
package io.rankwire.store;

import org.jspecify.annotations.NullMarked;

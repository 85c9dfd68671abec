/** The database: its dialects, outages, leases, nodes and copies. It knows nothing of rankings. */
package io.rankwire.store;

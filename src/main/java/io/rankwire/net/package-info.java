/**
 * Connections to others: bounded in time, size and number of headers, kept from private addresses, ended when the
 * program stops.
 */
package io.rankwire.net;

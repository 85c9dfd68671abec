/** Hands due deliveries to the routes of their sinks. */
package io.rankwire.route.dispatch;

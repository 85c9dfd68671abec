/** Hands due deliveries to the routes of their sinks. */
@NullMarked
package io.rankwire.route.dispatch;

import org.jspecify.annotations.NullMarked;

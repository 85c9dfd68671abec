/** Steps of sinks that every transport shares: parameters, exports, reports, the delivery on its exchange. */
package io.rankwire.route.step;

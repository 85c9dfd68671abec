/** Steps of sinks that every transport shares: parameters, exports, reports, the delivery on its exchange. */
@NullMarked
package io.rankwire.route.step;

import org.jspecify.annotations.NullMarked;

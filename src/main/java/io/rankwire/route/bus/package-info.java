/** Work that several nodes share over Kafka. */
@NullMarked
package io.rankwire.route.bus;

import org.jspecify.annotations.NullMarked;

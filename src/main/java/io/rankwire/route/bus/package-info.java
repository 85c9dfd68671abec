/** Work that several nodes share over Kafka. */
package io.rankwire.route.bus;

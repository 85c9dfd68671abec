/**
 * How work goes round over many nodes: timers and due deliveries become items on Kafka's topics, and each is taken by one
 * node. An item says no more than where to look. What is owed is decided by the store, so that an item may be lost, come
 * twice or come late.
 */
package io.rankwire.camel.bus;

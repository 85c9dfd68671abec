package io.rankwire.delivery;

/**
 * A delivery as it was found; it can be taken as long as its fence is the same.
 *
 * @param begun how many attempts were begun since the last one that ended
 */
record OwedDelivery(Delivery delivery, String takenBy, long takenUntil, long fence, int begun) {}

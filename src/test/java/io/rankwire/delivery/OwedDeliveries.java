package io.rankwire.delivery;

import io.rankwire.store.Store;

/** Deliveries that are due, written into a ledger by themselves. */
final class OwedDeliveries {
    private OwedDeliveries() {}

    /** Owes the sink {@code drop} one delivery of each feed, all of the store's first snapshot. */
    static void owe(Store store, String... feeds) {
        for (String feed : feeds) {
            store.jdbi()
                    .useHandle(handle -> handle.execute(
                            "insert into delivery (event_id, snapshot_id, feed, label, sink, status, next_attempt_at,"
                                    + " created_at) values (?, 1, ?, ?, 'drop', 'due', 0, 0)",
                            "msg_" + feed,
                            feed,
                            feed));
        }
    }
}

package io.rankwire.delivery;

import io.rankwire.ranking.Snapshot;
import io.rankwire.ranking.Snapshots;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/** Makes shipments of what is owed, each with a folder of its own in the spool. */
public final class Shipments {
    private final Snapshots snapshots;
    private final Deliveries deliveries;
    private final Digests digests;
    private final Path spool;

    public Shipments(Snapshots snapshots, Deliveries deliveries, Digests digests, Path spool) {
        this.snapshots = snapshots;
        this.deliveries = deliveries;
        this.digests = digests;
        this.spool = spool;
    }

    /** One attempt at the delivery. The caller closes it. */
    public Shipment open(Delivery delivery) {
        Path folder = spool.resolve(Long.toString(delivery.id()));
        Shipment shipment = delivery.digestId() == null
                ? new Shipment(delivery, snapshots.find(delivery.snapshotId()).orElseThrow(), folder)
                : new Shipment(delivery, digests.get(delivery.digestId()), folder);
        if (shipment.snapshot().revision() > 1 && deliveries.corrects(delivery)) {
            shipment.corrects();
        }
        return shipment;
    }

    /** A ranking for a sink, of which the ledger knows nothing, and which says that it is a test. The caller closes it. */
    public Shipment test(Snapshot snapshot, String sink, Instant at) {
        String id = "test-" + UUID.randomUUID();
        String feed = snapshot.origin().feed();
        Shipment shipment =
                new Shipment(Delivery.unlisted(id, snapshot, feed, feed, sink), snapshot, spool.resolve(id));
        shipment.test(at);
        return shipment;
    }
}

package io.rankwire.delivery;

import io.rankwire.ranking.Snapshots;
import java.nio.file.Path;

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
        Shipment shipment = digests.of(delivery)
                .map(digest -> new Shipment(delivery, digest, folder))
                .orElseGet(() -> new Shipment(
                        delivery, snapshots.find(delivery.snapshotId()).orElseThrow(), folder));
        if (deliveries.corrects(delivery)) {
            shipment.corrects();
        }
        return shipment;
    }
}

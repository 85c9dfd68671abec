package io.rankwire.transport.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.sandbox.peer.SftpPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One connection for everything, and what happens when it breaks. */
class SftpCutTest extends SftpDrops {
    @Test
    void keepsOneConnectionForAllDeliveries() throws Exception {
        int before = peer.logins();
        for (int i = 0; i < 5; i++) {
            bench.drop(partner(), "one", OnExisting.SKIP_IF_SAME, parcels.of("a_" + i + ".csv", "1\n"));
        }
        ExecutorService sinks = Executors.newFixedThreadPool(4);
        List<Future<?>> deliveries = new ArrayList<>();
        for (int i = 5; i < 20; i++) {
            Parcel parcel = parcels.of("a_" + i + ".csv", "1\n");
            deliveries.add(sinks.submit(() -> {
                bench.drop(partner(), "one", OnExisting.SKIP_IF_SAME, parcel);
                return null;
            }));
        }
        for (Future<?> delivery : deliveries) {
            delivery.get();
        }
        sinks.shutdown();
        assertThat(peer.logins() - before).isEqualTo(1);
        assertThat(names("one")).hasSize(60);
    }

    @Test
    void deliversOnceWhereverTheConnectionIsCut() throws Exception {
        long seed = 20260401;
        Random random = new Random(seed);
        byte[] data = Parcels.bytes(random, 300_000);
        long began = System.nanoTime();
        try (CuttingProxy proxy = new CuttingProxy(peer.port())) {
            SftpPartner partner = behind(proxy);
            proxy.mend();
            bench.drop(partner, "cut", OnExisting.SKIP_IF_SAME, parcels.of("whole.csv", data));
            long all = proxy.passed();
            System.out.println("cuts: seed " + seed + ", " + all + " bytes a delivery");
            for (int i = 0; i < 20; i++) {
                try (SftpBench fresh = new SftpBench()) {
                    cut(fresh, proxy, partner, "cut/" + i, 1 + random.nextLong(all - 1), data);
                }
            }
        }
        System.out.printf("cuts: 20 in %.1f s%n", (System.nanoTime() - began) / 1e9);
    }

    private void cut(SftpBench fresh, CuttingProxy proxy, SftpPartner partner, String folder, long at, byte[] data)
            throws Exception {
        Parcel parcel = parcels.of("a_r1.csv", data);
        proxy.cutAfter(at);
        DeliveryFault fault = fresh.fault(partner, folder, parcel);
        assertThat(fault.isPermanent())
                .as("cut at %d: %s", at, fault.getMessage())
                .isFalse();
        assertThat(fault.getMessage()).contains("127.0.0.1:" + proxy.port());
        Path document = peer.root().resolve(folder).resolve("a_r1.csv");
        if (Files.exists(document)) {
            assertThat(document).as("cut at %d", at).hasBinaryContent(data);
        } else {
            assertThat(names(folder)).as("cut at %d", at).allMatch(name -> name.startsWith("."));
        }
        proxy.mend();
        fresh.drop(partner, folder, OnExisting.FAIL, parcel);
        assertThat(document).as("cut at %d", at).hasBinaryContent(data);
        assertThat(names(folder))
                .as("cut at %d", at)
                .containsExactly("a_r1.csv", "a_r1.csv.manifest.json", "a_r1.csv.sha256");
    }

    @Test
    void cutsAServerThatFallsSilent() throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(peer.port())) {
            SftpPartner usual = behind(proxy);
            SftpPartner hasty = new SftpPartner(
                    usual.host(),
                    usual.port(),
                    usual.login(),
                    usual.trust(),
                    new SftpPartner.Patience(Duration.ofSeconds(10), Duration.ofSeconds(1)));
            bench.drop(hasty, "silent", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));
            proxy.fallSilentAfter(100_000);
            byte[] data = Parcels.bytes(new Random(1), 300_000);
            DeliveryFault fault = bench.fault(hasty, "silent", parcels.of("b.csv", data));
            assertThat(fault.isPermanent()).isFalse();
            assertThat(fault)
                    .hasMessage("127.0.0.1:" + proxy.port() + " said nothing for 1 s while .b.csv.part was sent to "
                            + "sftp://127.0.0.1:" + proxy.port() + "/silent");
            proxy.mend();
            bench.drop(hasty, "silent", OnExisting.SKIP_IF_SAME, parcels.of("b.csv", data));
            assertThat(names("silent")).hasSize(6);
        }
    }

    @Test
    void outlivesAServerThatIsKilledBetweenDeliveries() throws Exception {
        Path keys = work.resolve("keys");
        SftpPeer first = new SftpPeer(work.resolve("killed"), keys);
        try (CuttingProxy proxy = new CuttingProxy(first.port())) {
            first.writePrivateKey(work.resolve("key1"));
            Path known = Files.writeString(
                    work.resolve("known"),
                    first.knownHostsLine().replace("]:" + first.port(), "]:" + proxy.port()) + "\n");
            SftpPartner partner = partner(proxy.port(), SftpBench.key(first.username(), work.resolve("key1")), known);
            bench.drop(partner, "", OnExisting.SKIP_IF_SAME, parcels.of("a.csv", "1\n"));
            first.close();
            DeliveryFault fault = bench.fault(partner, "", parcels.of("b.csv", "1\n"));
            assertThat(fault.isPermanent()).isFalse();
            assertThat(fault)
                    // Which of the two is said depends on whether the old connection's end was noticed before.
                    .hasMessageMatching("127.0.0.1:%d cannot be reached: .*|the connection to 127.0.0.1:%d was cut .*"
                            .formatted(proxy.port(), proxy.port()));
        }
    }
}

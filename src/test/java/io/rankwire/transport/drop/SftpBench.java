package io.rankwire.transport.drop;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.api.Assertions;

/** Drops over SFTP as the step makes them, without a route around. */
final class SftpBench implements AutoCloseable {
    static final SftpPartner.Patience USUAL = new SftpPartner.Patience(Duration.ofSeconds(10), Duration.ofSeconds(20));

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Properties properties = new Properties();
    private final SftpPartners partners;

    SftpBench() throws Exception {
        context.getPropertiesComponent().setOverrideProperties(properties);
        partners = new SftpPartners(context, new Settings(context));
        context.addService(partners);
        context.start();
    }

    SftpBench set(String property, String value) {
        properties.setProperty(property, value);
        return this;
    }

    /** Drops parcels, and with them whatever the terms say. */
    void drop(SftpPartner partner, String directory, OnExisting onExisting, Parcel... parcels) throws DeliveryFault {
        drop(partner, new SftpFolder.Place(directory, true), onExisting, parcels);
    }

    void drop(SftpPartner partner, SftpFolder.Place place, OnExisting onExisting, Parcel... parcels)
            throws DeliveryFault {
        Drop.Terms terms = new Drop.Terms(onExisting, Duration.ofDays(1), WriteMode.RENAME);
        partners.with(
                partner, connection -> new Drop(new SftpFolder(context, connection, place), terms, Clock.systemUTC())
                        .put(List.of(parcels)));
    }

    /** Drops parcels into a folder in another way than by renaming. */
    void drop(SftpPartner partner, String directory, WriteMode write, String staging, Parcel... parcels)
            throws DeliveryFault {
        Drop.Terms terms = new Drop.Terms(OnExisting.SKIP_IF_SAME, Duration.ofDays(1), write);
        SftpFolder.Place place = new SftpFolder.Place(directory, true);
        SftpFolder.Place waiting = new SftpFolder.Place(staging, true);
        partners.with(partner, connection -> new Drop(
                        new SftpFolder(context, connection, place, waiting), terms, Clock.systemUTC())
                .put(List.of(parcels)));
    }

    /** The fault that a drop ends in; it is the same that the ledger would have. */
    DeliveryFault fault(SftpPartner partner, String directory, Parcel... parcels) {
        return fault(partner, new SftpFolder.Place(directory, true), parcels);
    }

    DeliveryFault fault(SftpPartner partner, SftpFolder.Place place, Parcel... parcels) {
        DeliveryFault fault = Assertions.catchThrowableOfType(
                DeliveryFault.class, () -> drop(partner, place, OnExisting.SKIP_IF_SAME, parcels));
        Assertions.assertThat(fault).isNotNull();
        Assertions.assertThat(DeliveryFault.of(new IllegalStateException(fault)))
                .isSameAs(fault);
        Assertions.assertThat(fault.getMessage()).doesNotContain("\n").hasSizeLessThan(400);
        return fault;
    }

    static SftpPartner.Login key(String username, Path file) {
        return new SftpPartner.Login(username, file, null, null);
    }

    static SftpPartner.Login password(String username, String property) {
        return new SftpPartner.Login(username, null, null, property);
    }

    @Override
    public void close() {
        context.stop();
    }
}

package io.rankwire.transport.drop;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Shipment;
import io.rankwire.document.export.Document;
import io.rankwire.document.export.Manifest;
import io.rankwire.route.step.KameletCall;
import io.rankwire.route.step.SinkSteps;
import io.rankwire.route.step.Steps;
import io.rankwire.settings.Home;
import io.rankwire.settings.Settings;
import io.rankwire.source.Options;
import io.rankwire.text.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;

/** The steps of sinks that put files into folders, of this machine or of an SFTP server. */
public final class DropSteps {
    private final CamelContext context;
    private final Home home;
    private final Clock clock;
    private final SftpPartners partners;
    private final Map<Path, Lock> folders = new ConcurrentHashMap<>();

    public DropSteps(CamelContext context, Home home, Clock clock) throws Exception {
        this.context = context;
        this.home = home;
        this.clock = clock;
        this.partners = new SftpPartners(context, new Settings(context));
        context.addService(partners);
    }

    /** Makes the steps known under the names that YAML uses. */
    public void bind(Registry registry) {
        Steps.bind(registry, "file-drop", this::fileDrop);
        Steps.bind(registry, "sftp-drop", this::sftpDrop);
    }

    private void fileDrop(Exchange exchange) throws DeliveryFault {
        Options options = KameletCall.options(exchange, "file-drop");
        Path folder = home.resolve(options.required("directory"));
        List<Parcel> parcels = parcels(options, exchange);
        // Two sinks that share a folder may give their files the same name.
        Lock lock = folders.computeIfAbsent(folder, path -> new ReentrantLock());
        lock.lock();
        try {
            drop(new LocalFolder(folder), options, WriteMode.RENAME).put(parcels);
        } finally {
            lock.unlock();
        }
    }

    private void sftpDrop(Exchange exchange) throws DeliveryFault {
        Options options = KameletCall.options(exchange, "sftp-drop");
        SftpPartner partner = SftpPartner.of(options, home);
        List<Parcel> parcels = parcels(options, exchange);
        SftpFolder.Place place =
                new SftpFolder.Place(options.text("directory").orElse(""), options.is("createDirectory"));
        WriteMode write = options.choice("write", WriteMode.class);
        SftpFolder.Place staging = write == WriteMode.TEMP_FOLDER
                ? new SftpFolder.Place(options.required("temporaryDirectory"), place.isMade())
                : place;
        partners.with(partner, connection -> drop(new SftpFolder(context, connection, place, staging), options, write)
                .put(parcels));
    }

    private Drop drop(DropFolder folder, Options options, WriteMode write) {
        OnExisting onExisting = options.choice("onExisting", OnExisting.class);
        return new Drop(folder, new Drop.Terms(onExisting, options.duration("sweepAfter"), write), clock);
    }

    private static List<Parcel> parcels(Options options, Exchange exchange) throws DeliveryFault {
        Shipment shipment = SinkSteps.single(exchange, options);
        if (shipment.documents().isEmpty()) {
            throw DeliveryFault.permanent(options.kamelet() + " has no document to deliver; put an export before it");
        }
        boolean checksum = options.is("checksumFile");
        List<Parcel> parcels = new ArrayList<>();
        try {
            for (Document document : shipment.documents()) {
                byte[] manifest =
                        Manifest.of(shipment.snapshot(), shipment.delivery().feed(), document, shipment.isTest());
                parcels.add(Parcel.of(document, manifest, checksum, shipment.folder()));
            }
        } catch (IOException e) {
            throw DeliveryFault.passing("a manifest cannot be written: " + Reason.of(e), e);
        }
        return parcels;
    }
}

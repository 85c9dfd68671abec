package io.rankwire.command.plan;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.kamelet.Shipped;
import io.rankwire.net.GuardedHttp;
import io.rankwire.net.PrivateAddress;
import io.rankwire.settings.Home;
import io.rankwire.settings.Settings;
import io.rankwire.source.Options;
import io.rankwire.transport.drop.SftpConnection;
import io.rankwire.transport.drop.SftpFolder;
import io.rankwire.transport.drop.SftpPartner;
import io.rankwire.transport.mail.MailServer;
import io.rankwire.transport.webhook.WebhookHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.camel.CamelContext;

/** Goes to the places that sinks deliver to, as far as the door: logs in, looks, and leaves nothing there. */
final class Connections {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final CamelContext context;
    private final Home home;
    private final Settings settings;
    private final Clock clock;

    public Connections(CamelContext context, Home home, Clock clock) {
        this.context = context;
        this.home = home;
        this.clock = clock;
        this.settings = new Settings(context);
    }

    /** The kamelets whose places can be gone to. */
    public static List<String> kinds() {
        return List.of("file-drop", "sftp-drop", "email", "webhook");
    }

    /**
     * Goes to the place that a transport kamelet with these parameters delivers to.
     *
     * @return what was seen there, in a few words
     * @throws Exception saying why a delivery would fail
     */
    public String connect(String sink, String kamelet, Map<String, String> parameters) throws Exception {
        Options options = Shipped.kamelet(kamelet).options(sink, parameters);
        return switch (kamelet) {
            case "file-drop" -> folder(options);
            case "sftp-drop" -> sftp(options);
            case "email" -> "logged in to " + new MailServer(context, home, clock).knock();
            case "webhook" -> webhook(options);
            default -> throw new IllegalArgumentException(kamelet + " is no kamelet that can be connected to");
        };
    }

    private String folder(Options options) throws IOException {
        Path folder = home.resolve(options.required("directory"));
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new IOException("the folder " + options.required("directory") + " cannot be written to");
        }
        return there.equals(folder) ? "the folder can be written to" : "the folder is not there yet, and can be made";
    }

    private String sftp(Options options) throws DeliveryFault {
        SftpPartner partner = SftpPartner.of(options, home);
        SftpConnection connection = new SftpConnection(context, partner, settings);
        try {
            connection.open();
            boolean made = options.is("createDirectory");
            SftpFolder.Place place =
                    new SftpFolder.Place(options.text("directory").orElse(""), false);
            if (!made && !place.directory().isEmpty()) {
                // Says itself that there is none.
                new SftpFolder(context, connection, place).list(name -> false);
            }
            return "logged in to " + partner.address()
                    + (made ? ", the folder is made when needed" : ", the folder is there");
        } finally {
            connection.cut();
        }
    }

    /** Opens the connection, with TLS for https, and says nothing. */
    private String webhook(Options options) throws IOException {
        URI address = WebhookHttp.address(options, settings);
        boolean secure = "https".equals(address.getScheme());
        String host = address.getHost();
        int port = address.getPort() >= 0 ? address.getPort() : secure ? HTTPS : HTTP;
        InetAddress place = InetAddress.getByName(host);
        if (PrivateAddress.is(place) && !WebhookHttp.allowed(options).contains(GuardedHttp.host(host))) {
            throw new IOException(host + " is an address of this machine or a private network; name it in allowHosts");
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(place, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            if (secure) {
                shakeHands(socket, address, new WebhookHttp(context, home).trust(options));
            }
            return "connected to " + host + ":" + port + (secure ? " with TLS" : " without TLS") + ", nothing sent";
        }
    }

    private static void shakeHands(Socket socket, URI address, Optional<SSLContext> trust) throws IOException {
        SSLSocketFactory factory = trust.map(SSLContext::getSocketFactory)
                .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
        try (SSLSocket secured = (SSLSocket) factory.createSocket(socket, address.getHost(), socket.getPort(), true)) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
        }
    }
}

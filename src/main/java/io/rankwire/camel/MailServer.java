package io.rankwire.camel;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.MailReceipt;
import io.rankwire.delivery.SealedMail;
import io.rankwire.delivery.SmtpVerdict;
import io.rankwire.text.OperatorMistake;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.support.DefaultExchange;

/**
 * The server that the properties {@code mail.*} name, reached by Camel's component. Login and password are set on the
 * endpoint and are never part of its address. Properties are read anew for every mail.
 */
public final class MailServer {
    private static final int CONNECT_MILLISECONDS = 10_000;
    /** A server may look through a mail for long before it answers; who hangs up first sends it twice. */
    private static final String ANSWER_MILLISECONDS = "120000";

    private final CamelContext context;
    private final Settings settings;
    private final MailTrust trust;
    private final Clock clock;

    public MailServer(CamelContext context, Home home, Clock clock) {
        this.context = context;
        this.settings = new Settings(context);
        this.trust = new MailTrust(settings, home);
        this.clock = clock;
    }

    /** What {@code mail.tls} can be. */
    private enum Tls {
        /** The connection begins in clear and must change to TLS before anything is said. */
        REQUIRED(587),
        /** It changes to TLS where the server offers that. A password is never said without. */
        OPTIONAL(587),
        /** TLS from the first byte on. */
        IMPLICIT(465),
        NONE(25);

        private final int port;

        Tls(int port) {
            this.port = port;
        }

        static Tls parse(String text) {
            return Stream.of(values())
                    .filter(tls -> tls.name().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> new OperatorMistake(
                            "mail.tls is '" + text + "'; it must be required, optional, implicit or none"));
        }
    }

    /** Whom mails come from unless somebody says otherwise. */
    String from() {
        return settings.find("mail.from").orElse("rankwire@localhost");
    }

    /**
     * Sends the mail to its recipients.
     *
     * @return what became of it for each
     * @throws DeliveryFault when it could not be handed over to anybody
     */
    List<MailReceipt> send(SealedMail mail) throws DeliveryFault {
        Exception thrown = exchange(mail).orElseThrow(() -> new IllegalStateException("success is reported too"));
        if (thrown instanceof SendFailedException answer) {
            return SmtpVerdict.of(answer, mail.recipients(), clock.instant());
        }
        throw fault(thrown);
    }

    private Optional<Exception> exchange(SealedMail mail) {
        try (MailEndpoint endpoint = endpoint();
                Producer producer = endpoint.createProducer()) {
            producer.start();
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody(mail);
            producer.process(exchange);
            return Optional.ofNullable(exchange.getException());
        } catch (OperatorMistake mistake) {
            throw mistake;
        } catch (Exception e) {
            return Optional.of(e);
        }
    }

    private DeliveryFault fault(Exception thrown) {
        String server = "mail server " + settings.require("mail.host");
        String reason = Reason.of(thrown);
        if (thrown instanceof AuthenticationFailedException) {
            String said = server + " refused the login of "
                    + settings.find("mail.username").orElse("nobody") + ": "
                    + reason;
            boolean passing = String.valueOf(thrown.getMessage()).startsWith("4");
            return passing ? DeliveryFault.passing(said, Optional.empty()) : DeliveryFault.permanent(said, null);
        }
        return DeliveryFault.passing(server + ": " + reason, thrown);
    }

    /**
     * Connects, turns on TLS, logs in, and leaves.
     *
     * @return where that was
     * @throws Exception saying what stands in the way
     */
    String knock() throws Exception {
        try (MailEndpoint endpoint = endpoint()) {
            MailConfiguration server = endpoint.getConfiguration();
            String prefix = "mail." + server.getProtocol() + ".";
            Properties properties = new Properties();
            properties.putAll(server.getAdditionalJavaMailProperties());
            properties.put(prefix + "connectiontimeout", Integer.toString(CONNECT_MILLISECONDS));
            properties.put(prefix + "auth", String.valueOf(server.getUsername() != null));
            if (server.getSslContextParameters() != null) {
                properties.put(
                        prefix + "ssl.socketFactory",
                        server.getSslContextParameters()
                                .createSSLContext(context)
                                .getSocketFactory());
            }
            try (Transport transport = Session.getInstance(properties).getTransport(server.getProtocol())) {
                // With a password and no name Java would log in as the user of this machine.
                String password = server.getUsername() == null ? null : server.getPassword();
                transport.connect(server.getHost(), server.getPort(), server.getUsername(), password);
                return server.getHost() + ":" + server.getPort();
            } catch (MessagingException e) {
                throw fault(e);
            }
        }
    }

    /** An endpoint of its own for every mail: one that Camel keeps would keep its first password too. */
    private MailEndpoint endpoint() throws Exception {
        Tls tls = Tls.parse(settings.find("mail.tls").orElse("required"));
        String scheme = tls == Tls.IMPLICIT ? "smtps" : "smtp";
        int port = Settings.whole("mail.port", settings.find("mail.port").orElse(Integer.toString(tls.port)), 65535);
        MailEndpoint endpoint = (MailEndpoint) context.getComponent(scheme)
                .createEndpoint(scheme + "://" + settings.require("mail.host") + ":" + port);
        var configuration = endpoint.getConfiguration();
        Optional<String> username = settings.find("mail.username");
        username.ifPresent(configuration::setUsername);
        settings.findSecret("mail.password").ifPresent(configuration::setPassword);
        configuration.setConnectionTimeout(CONNECT_MILLISECONDS);
        boolean demanded = tls == Tls.REQUIRED || (tls == Tls.OPTIONAL && username.isPresent());
        configuration.setAdditionalJavaMailProperties(properties("mail." + scheme + ".", tls, demanded));
        trust.find().ifPresent(configuration::setSslContextParameters);
        return endpoint;
    }

    private static Properties properties(String prefix, Tls tls, boolean demanded) {
        Properties properties = new Properties();
        properties.put(prefix + "starttls.enable", String.valueOf(tls == Tls.REQUIRED || tls == Tls.OPTIONAL));
        properties.put(prefix + "starttls.required", String.valueOf(demanded));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "timeout", ANSWER_MILLISECONDS);
        properties.put(prefix + "writetimeout", ANSWER_MILLISECONDS);
        // One refused address keeps nobody else from the mail, and what the server says is told for everybody.
        properties.put(prefix + "sendpartial", "true");
        properties.put(prefix + "reportsuccess", "true");
        return properties;
    }
}

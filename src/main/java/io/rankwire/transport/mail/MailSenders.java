package io.rankwire.transport.mail;

import io.rankwire.net.EhloName;
import io.rankwire.net.Underway;
import io.rankwire.settings.Home;
import io.rankwire.settings.Settings;
import io.rankwire.settings.TrustedCertificates;
import io.rankwire.text.OperatorMistake;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Makes senders as the properties {@code mail.*} want them at that moment. */
final class MailSenders {
    private final CamelContext context;
    private final Settings settings;
    private final Home home;
    private final MailLogin login;
    private final MailTerms terms;

    MailSenders(CamelContext context, Home home, MailLogin login, MailTerms terms) {
        this.context = context;
        this.settings = new Settings(context);
        this.home = home;
        this.login = login;
        this.terms = terms;
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

    /** A sender, and a connection of its own, for one mail. */
    MailSender make() throws Exception {
        Tls tls = Tls.parse(settings.find("mail.tls").orElse("required"));
        MailSocket socket = new MailSocket();
        MailSender sender = new MailSender(socket, terms, Underway.of(context));
        sender.setProtocol(tls == Tls.IMPLICIT ? "smtps" : "smtp");
        sender.setHost(settings.require("mail.host"));
        sender.setPort(
                Settings.whole("mail.port", settings.find("mail.port").orElse(Integer.toString(tls.port)), 65535));
        Optional<String> username = login.username();
        if (username.isPresent()) {
            // With a password and no name Java would log in as the user of this machine.
            sender.setUsername(username.get());
            sender.setPassword(login.secret().orElse(null));
        }
        sender.setJavaMailProperties(properties(sender.getProtocol(), tls, socket));
        return sender;
    }

    private Properties properties(String protocol, Tls tls, MailSocket socket) throws Exception {
        Optional<SSLContextParameters> own = trust();
        SSLSocketFactory tlsFactory = own.isPresent()
                ? own.get().createSSLContext(context).getSocketFactory()
                : (SSLSocketFactory) SSLSocketFactory.getDefault();
        boolean named = settings.find("mail.username").isPresent();
        Properties properties = (Properties) System.getProperties().clone();
        String prefix = "mail." + protocol + ".";
        properties.put(prefix + "starttls.enable", String.valueOf(tls == Tls.REQUIRED || tls == Tls.OPTIONAL));
        properties.put(
                prefix + "starttls.required", String.valueOf(tls == Tls.REQUIRED || (tls == Tls.OPTIONAL && named)));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "socketFactory", socket.inClear());
        properties.put(prefix + "ssl.socketFactory", socket.withTls(tlsFactory));
        // Or what was refused here is tried again with Java's own certificates.
        properties.put(prefix + "socketFactory.fallback", "false");
        properties.put(prefix + "connectiontimeout", millis(terms.connect()));
        properties.put(prefix + "timeout", millis(terms.answer()));
        properties.put(prefix + "writetimeout", millis(terms.answer()));
        properties.put(prefix + "auth", String.valueOf(named));
        if (login.isToken()) {
            properties.put(prefix + "auth.mechanisms", "XOAUTH2");
        }
        settings.find("mail.ehlo").ifPresent(name -> properties.put(prefix + "localhost", new EhloName(name).text()));
        // One refused address keeps no other from the mail, and what the server says is told for everybody.
        properties.put(prefix + "sendpartial", "true");
        properties.put(prefix + "reportsuccess", "true");
        return properties;
    }

    /**
     * Whose certificates the mail server may show: those alone that are in the file {@code mail.trustStore}, which holds PEM
     * certificates, or is a PKCS #12 or JKS store with the password {@code mail.trustStorePassword}; empty for those of the
     * authorities that Java knows.
     */
    private Optional<SSLContextParameters> trust() {
        return settings.file("mail.trustStore", home)
                .map(file -> TrustedCertificates.only(
                        file,
                        settings.findSecret("mail.trustStorePassword")
                                .orElse("")
                                .toCharArray(),
                        "mail.trustStore is " + file
                                + "; it must hold certificates, as PEM or in a PKCS #12 or JKS store"
                                + " that mail.trustStorePassword opens"));
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}

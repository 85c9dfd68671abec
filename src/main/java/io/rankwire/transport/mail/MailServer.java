package io.rankwire.transport.mail;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Receipt;
import io.rankwire.net.EhloName;
import io.rankwire.net.Underway;
import io.rankwire.settings.Home;
import io.rankwire.settings.Settings;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.Reason;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.support.DefaultExchange;

/**
 * The server that the properties {@code mail.*} name, reached by Camel's component. Login and password are set on the
 * endpoint and are never part of its address. Properties are read anew for every mail.
 */
public final class MailServer {
    private final CamelContext context;
    private final Settings settings;
    private final MailLogin login;
    private final MailSenders senders;
    private final Clock clock;

    public MailServer(CamelContext context, Home home, Clock clock) {
        this(context, home, clock, MailTerms.USUAL);
    }

    MailServer(CamelContext context, Home home, Clock clock, MailTerms terms) {
        this.context = context;
        this.settings = new Settings(context);
        this.login = new MailLogin(settings, new TokenCommand(home, Underway.of(context), terms.program()));
        this.senders = new MailSenders(context, home, login, terms);
        this.clock = clock;
    }

    /** The default sender. */
    String from() {
        return settings.find("mail.from").orElse("rankwire@localhost");
    }

    /**
     * Sends the mail to its recipients.
     *
     * @return what became of it for each
     * @throws DeliveryFault when it could not be handed over to anybody
     */
    List<Receipt> send(SealedMail mail) throws DeliveryFault {
        Exception thrown = exchange(mail).orElseThrow(() -> new IllegalStateException("success is reported too"));
        if (thrown instanceof SendFailedException answer) {
            return SmtpVerdict.of(answer, mail.recipients(), clock.instant());
        }
        throw fault(thrown);
    }

    private Optional<Exception> exchange(SealedMail mail) {
        try (MailEndpoint endpoint = endpoint(senders.make());
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
        if (thrown instanceof DeliveryFault fault) {
            return fault;
        }
        String server = "mail server " + settings.require("mail.host");
        String reason = Reason.of(thrown);
        if (thrown instanceof AuthenticationFailedException) {
            String said = server + " refused the login"
                    + settings.find("mail.username").map(name -> " of " + name).orElse("") + ": "
                    + reason;
            // A token is good for a while, and the next one may be.
            boolean passing = String.valueOf(thrown.getMessage()).startsWith("4") || login.isToken();
            return passing ? DeliveryFault.passing(said) : DeliveryFault.permanent(said);
        }
        return DeliveryFault.passing(server + ": " + reason + EhloName.hint(reason), thrown);
    }

    /**
     * Connects, turns on TLS, logs in, and leaves.
     *
     * @return where that was
     * @throws Exception saying what stands in the way
     */
    public String knock() throws Exception {
        MailSender sender = senders.make();
        try {
            sender.knock();
            return sender.getHost() + ":" + sender.getPort();
        } catch (MessagingException e) {
            throw fault(e);
        }
    }

    /** An endpoint of its own for every mail: one that Camel keeps would keep its first password too. */
    private MailEndpoint endpoint(MailSender sender) throws Exception {
        String scheme = sender.getProtocol();
        MailEndpoint endpoint = (MailEndpoint)
                context.getComponent(scheme).createEndpoint(scheme + "://" + sender.getHost() + ":" + sender.getPort());
        endpoint.getConfiguration().setJavaMailSender(sender);
        return endpoint;
    }
}

package io.rankwire.transport.webhook;

import io.rankwire.net.GuardedHttp;
import io.rankwire.net.Underway;
import io.rankwire.settings.Home;
import io.rankwire.settings.Settings;
import io.rankwire.settings.TrustedCertificates;
import io.rankwire.source.Options;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;

/** Camel's HTTP endpoints for webhooks, one for each set of terms. */
public final class WebhookHttp {
    /** The format of own receivers. */
    static final String STANDARD = "standard";

    private final CamelContext context;
    private final Home home;
    private final Underway underway;

    public WebhookHttp(CamelContext context, Home home) {
        this.context = context;
        this.home = home;
        this.underway = Underway.of(context);
    }

    /** The hosts that may be on this machine or in its network, as {@link GuardedHttp#host} writes them. */
    public static Set<String> allowed(Options options) {
        return options.list("allowHosts").stream().map(GuardedHttp::host).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The address, which may be as good as a password: no message contains it.
     *
     * @throws OperatorMistake if it is none, or one without TLS that is not allowed by name
     */
    public static URI address(Options options, Settings settings) {
        String property = options.required("urlProperty");
        URI address;
        try {
            address = new URI(settings.secret(property).strip());
        } catch (URISyntaxException e) {
            // The cause would carry the address, so it is not handed on.
            throw new OperatorMistake(property + " is not an address");
        }
        if (address.getRawUserInfo() != null) {
            throw new OperatorMistake(property + " has a user name or password before its host, which is never sent;"
                    + " what a receiver needs to know belongs into the path or the signature");
        }
        boolean named = address.getHost() != null && allowed(options).contains(GuardedHttp.host(address.getHost()));
        boolean secure = address.getHost() != null && "https".equals(address.getScheme());
        if (!secure && !(named && "http".equals(address.getScheme()))) {
            throw new OperatorMistake(property + " must be an https address; http is for hosts that allowHosts names");
        }
        return address;
    }

    /** Whom to trust; empty for those that Java knows. */
    public Optional<SSLContext> trust(Options options) {
        return trustedFile(options).map(file -> trust(options, file));
    }

    private Optional<Path> trustedFile(Options options) {
        return options.text("trustedCertificates").map(home::resolve);
    }

    /** What in an answer means yes. */
    static WebhookSuccess success(Options options) {
        return options.text("success").map(WebhookSuccess::parse).orElseGet(() -> usualSuccess(options));
    }

    private static WebhookSuccess usualSuccess(Options options) {
        return options.required("format").equals(STANDARD)
                ? WebhookSuccess.STATUS
                : options.choice("format", Chat.class).success();
    }

    /** @param success what is looked for in the answer */
    Endpoint endpoint(Options options, WebhookSuccess success) {
        int body = success.readsBody() ? WebhookSuccess.LONGEST_BODY : 0;
        Set<String> allowed = allowed(options);
        Duration connect = options.duration("connectTimeout");
        Duration answer = options.duration("answerTimeout");
        Optional<Path> trusted = trustedFile(options);
        String digest = String.join(" ", allowed)
                + connect
                + answer
                + body
                + trusted.map(file -> digest(options, file)).orElse("");
        String guard = "guarded-http-" + Sha256.hex(digest.getBytes(StandardCharsets.UTF_8));
        if (context.getRegistry().lookupByName(guard) == null) {
            SSLContext trust = trusted.map(file -> trust(options, file)).orElse(null);
            GuardedHttp.Terms terms = new GuardedHttp.Terms(allowed, connect, answer, body, trust);
            context.getRegistry().bind(guard, new GuardedHttp(terms, underway));
        }
        return context.getEndpoint("http:webhook?throwExceptionOnFailure=false&responseTimeout=" + answer.toMillis()
                + "&httpClientConfigurer=#" + guard);
    }

    /** Of what is in the file, so that a renewed one is taken over. */
    private static String digest(Options options, Path file) {
        try {
            return Sha256.hex(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new OperatorMistake(rule(options, file) + ", and cannot be read", e);
        }
    }

    private SSLContext trust(Options options, Path file) {
        String rule = rule(options, file);
        try {
            return TrustedCertificates.only(file, new char[0], rule).createSSLContext(context);
        } catch (GeneralSecurityException | IOException e) {
            throw new OperatorMistake(rule, e);
        }
    }

    private static String rule(Options options, Path file) {
        return options.route() + ": trustedCertificates is " + file + "; it must hold certificates as PEM";
    }
}

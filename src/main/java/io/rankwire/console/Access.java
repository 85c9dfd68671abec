package io.rankwire.console;

import io.rankwire.text.OperatorMistake;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Who may look and who may change something. On a loopback address everybody on the machine may look; everywhere else,
 * and for every change, the token is asked for: as a bearer token by programs, once as a sign-in by people. A sign-in is
 * a cookie that no script can read and no other site can use, and each form carries a word that only its page knows.
 * Safe for use by many threads.
 */
final class Access {
    private static final String COOKIE = "rankwire";
    private static final String BEARER = "Bearer ";
    private static final Duration SESSION = Duration.ofHours(12);
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final boolean loopback;
    private final Supplier<Optional<String>> token;
    private final Clock clock;
    private final Guesses guesses;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    private record Session(String form, Instant until) {}

    /**
     * @param host the address that the console listens on
     * @param token read anew at each request, so that it can be changed while the process runs
     * @throws OperatorMistake if anybody could look, or the host is not known
     */
    Access(String host, Supplier<Optional<String>> token, Clock clock) {
        this.loopback = isLoopback(host);
        this.token = token;
        this.clock = clock;
        this.guesses = new Guesses(clock);
        if (!loopback && token.get().isEmpty()) {
            throw new OperatorMistake("rankwire.console.host is '" + host
                    + "', which others can reach; set rankwire.console.token, or leave the host at 127.0.0.1");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new OperatorMistake("rankwire.console.host is '" + host + "', which is not known", e);
        }
    }

    /**
     * Whether the request was meant for this console. A page of another site could have its own name lead to the loopback
     * address, and read what it finds there.
     */
    boolean isForUs(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return !loopback || (authority != null && LOOPBACK_NAMES.contains(authority.host()));
    }

    /** Whether who asks may read. */
    boolean mayRead(HttpServerRequest request) {
        return loopback || isSignedIn(request) || hasToken(request);
    }

    /** Whether who asks may change something: has the token, or sent a form of ours while signed in. */
    boolean mayChange(HttpServerRequest request) {
        return hasToken(request)
                || session(request)
                        .filter(session -> same(session.form(), String.valueOf(request.getFormAttribute("form"))))
                        .isPresent();
    }

    /** Whether there is a token at all; without one nothing can be changed here. */
    boolean canBeChanged() {
        return token.get().isPresent();
    }

    boolean isSignedIn(HttpServerRequest request) {
        return session(request).isPresent();
    }

    /** What a form on a page must carry; empty for who is not signed in. */
    String form(HttpServerRequest request) {
        return session(request).map(Session::form).orElse("");
    }

    /** Whether so many wrong tokens came from there of late that more of them are to be answered slowly. */
    boolean isGuessing(HttpServerRequest request) {
        return guesses.areMany(who(request));
    }

    /** Those who are signed in are told apart from others at the same address. */
    private String who(HttpServerRequest request) {
        String address =
                request.remoteAddress() == null ? "?" : request.remoteAddress().hostAddress();
        return session(request).map(session -> "a session at " + address).orElse(address);
    }

    /** Signs in who knows the token; false for a wrong one. */
    boolean signIn(HttpServerRequest request, String given) {
        if (!isToken(given)) {
            guesses.wrong(who(request));
            return false;
        }
        sessions.values().removeIf(session -> session.until().isBefore(clock.instant()));
        String id = word();
        sessions.put(id, new Session(word(), clock.instant().plus(SESSION)));
        request.response()
                .addCookie(Cookie.cookie(COOKIE, id)
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.STRICT)
                        .setSecure(request.isSSL())
                        .setPath("/")
                        .setMaxAge(SESSION.toSeconds()));
        return true;
    }

    void signOut(HttpServerRequest request) {
        Cookie cookie = request.getCookie(COOKIE);
        if (cookie != null) {
            sessions.remove(cookie.getValue());
        }
        request.response().removeCookie(COOKIE);
    }

    private Optional<Session> session(HttpServerRequest request) {
        Cookie cookie = request.getCookie(COOKIE);
        return Optional.ofNullable(cookie)
                .map(value -> sessions.get(value.getValue()))
                .filter(session -> session.until().isAfter(clock.instant()));
    }

    private boolean hasToken(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.startsWith(BEARER)) {
            return false;
        }
        boolean right = isToken(header.substring(BEARER.length()).strip());
        if (!right) {
            guesses.wrong(who(request));
        }
        return right;
    }

    private boolean isToken(String given) {
        return token.get().filter(right -> same(right.strip(), given.strip())).isPresent();
    }

    /** Takes as long for a word that is nearly right as for any other. */
    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private String word() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

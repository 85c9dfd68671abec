package io.rankwire.transport.mail;

import java.time.Duration;

/**
 * How long a mail may take on its way to the server.
 *
 * @param connect until there is a connection
 * @param answer to a command, and to take some of what is sent
 * @param verdict to the whole mail, after the dot that ends it: servers look through a mail before they answer, and a mail
 *     that is given up too soon arrives twice (RFC 5321, 4.5.3.2.6)
 * @param program that prints the token for the login
 */
record MailTerms(Duration connect, Duration answer, Duration verdict, Duration program) {
    static final MailTerms USUAL = new MailTerms(
            Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofSeconds(30));
}

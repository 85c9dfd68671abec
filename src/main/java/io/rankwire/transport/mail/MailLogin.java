package io.rankwire.transport.mail;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.settings.Settings;
import io.rankwire.text.KnownSecrets;
import io.rankwire.text.OperatorMistake;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How Rankwire logs in to the mail server: not at all, with a password, or with a token that was given out for a while
 * (XOAUTH2), which stands in a property or is what a program prints. Read anew for every login.
 */
public final class MailLogin {
    private static final String USERNAME = "mail.username";
    private static final String PASSWORD = "mail.password";
    private static final String TOKEN = "mail.oauthToken";
    private static final String COMMAND = "mail.oauthTokenCommand";
    /** RFC 6750, 2.1. */
    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]{1,16000}=*");

    private final Settings settings;
    private final TokenCommand program;

    MailLogin(Settings settings, TokenCommand program) {
        this.settings = settings;
        this.program = program;
    }

    /** What is wrong with the settings together, by which of them are set. */
    public static Optional<String> mistake(Predicate<String> isSet) {
        List<String> ways =
                List.of(PASSWORD, TOKEN, COMMAND).stream().filter(isSet).toList();
        if (ways.size() > 1) {
            return Optional.of(
                    String.join(" and ", ways) + " are set; there is one way to log in, so keep one of them");
        }
        boolean token = ways.contains(TOKEN) || ways.contains(COMMAND);
        return token && !isSet.test(USERNAME)
                ? Optional.of(ways.get(0) + " needs " + USERNAME + ", the mailbox that the token is for")
                : Optional.empty();
    }

    /** The user name; empty for no login. */
    Optional<String> username() {
        mistake(key -> settings.findSecret(key).isPresent()).ifPresent(mistake -> {
            throw new OperatorMistake(mistake);
        });
        return settings.find(USERNAME);
    }

    /** Whether it is a token that is shown. */
    boolean isToken() {
        return settings.findSecret(TOKEN).isPresent() || settings.find(COMMAND).isPresent();
    }

    /** The password or token, which is a secret. */
    Optional<String> secret() throws DeliveryFault {
        Optional<String> command = settings.find(COMMAND);
        if (command.isPresent()) {
            String printed = program.run(CommandLine.parse(COMMAND, command.get()));
            if (!BEARER.matcher(printed).matches()) {
                throw DeliveryFault.passing("the program of " + COMMAND
                        + " must print the token and nothing else; what it printed is none");
            }
            KnownSecrets.add(printed);
            return Optional.of(printed);
        }
        return settings.findSecret(TOKEN).map(MailLogin::bearer).or(() -> settings.findSecret(PASSWORD));
    }

    private static String bearer(String text) {
        if (!BEARER.matcher(text.strip()).matches()) {
            throw new OperatorMistake(TOKEN + " must be a token alone, of letters, digits and -._~+/=");
        }
        return text.strip();
    }
}

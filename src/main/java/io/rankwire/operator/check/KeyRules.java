package io.rankwire.operator.check;

import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.Text;
import io.rankwire.operator.workspace.CheckContext;
import io.rankwire.source.Options;
import io.rankwire.transport.drop.SftpKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the keys that SFTP needs are there. */
final class KeyRules {
    private static final int SSH_PORT = 22;

    private KeyRules() {}

    /** The key to log in with. */
    static void privateKey(CheckContext checkContext, Given given, Findings findings) {
        Path file = checkContext.outside().find(given.value());
        Place place = given.text().place();
        String value = given.value();
        // A blank at either end would not be seen.
        String subject = given.name() + " is " + (value.equals(value.strip()) ? value : "'" + value + "'");
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            findings.at(place, Rule.KEY_FILE).error(subject + ", which is not there or may not be read");
            return;
        }
        try {
            if (!SftpKeys.opens(file, null)
                    && given.call().option("passphraseProperty").isEmpty()) {
                findings.at(place, Rule.KEY_FILE)
                        .error(subject + ", which needs a passphrase; name it with passphraseProperty");
            }
        } catch (IOException e) {
            findings.at(place, Rule.KEY_FILE).error(subject + ", which is no private key in OpenSSH or PEM format");
        }
    }

    /** The host keys of an SFTP server. */
    static void knownHost(CheckContext checkContext, Call call, Options options, Findings findings) {
        if (options.text("hostKeyFingerprint").isPresent()) {
            return;
        }
        String written = options.required("knownHostsFile");
        Place place = call.option("knownHostsFile").map(Text::place).orElse(call.targetPlace());
        Path file = checkContext.outside().find(written);
        if (!Files.isReadable(file)) {
            findings.at(place, Rule.KEY_FILE)
                    .error("the file of host keys " + written + " is not there; make it, or set hostKeyFingerprint");
            return;
        }
        int port = options.count("port");
        String host = options.required("host");
        String address = port == SSH_PORT ? host : "[" + host + "]:" + port;
        try {
            if (!SftpKeys.isKnown(file, address)) {
                Place hostPlace = call.option("host").map(Text::place).orElse(place);
                findings.at(hostPlace, Rule.KEY_FILE)
                        .error("the host " + address + " is not in " + written + "; ask for its key with ssh-keyscan"
                                + (port == SSH_PORT ? " " : " -p " + port + " ") + host
                                + ", and compare it with what its owner says");
            }
        } catch (IOException e) {
            findings.at(place, Rule.KEY_FILE).error("the file of host keys " + written + " cannot be read");
        }
    }

    /** A message about a file of the home folder, with the path as the operator writes it. */
    static String relative(CheckContext checkContext, String message) {
        return message.replace(checkContext.home().folder() + "/", "");
    }
}

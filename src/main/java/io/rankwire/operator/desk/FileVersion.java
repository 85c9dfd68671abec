package io.rankwire.operator.desk;

import io.rankwire.settings.Home;
import io.rankwire.text.Sha256;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operator's file as it was at one moment.
 *
 * @param path as the operator names it, not where symbolic links lead
 * @param text what is in it
 * @param fingerprint changes with the text, and with every value that a placeholder in it stands for
 * @param unreadable why it could not be read; null when it could
 */
public record FileVersion(Path path, String text, String fingerprint, String unreadable) {
    private static final Pattern MENTION = Pattern.compile("(?<kind>kamelet|direct|seda):(?://)?(?<name>[\\w.-]+)");

    private static final Pattern COMMENT = Pattern.compile("(?m)(?:^|\\s)#.*$");

    public static FileVersion of(Path path, String text, String values) {
        return new FileVersion(path, text, Sha256.hex(text + "\n" + values), null);
    }

    static FileVersion unreadable(Path path, String reason) {
        return new FileVersion(path, "", Sha256.hex(reason), reason);
    }

    boolean isKamelet() {
        return path.getFileName().toString().endsWith(Home.KAMELET);
    }

    /** What a kamelet is called: the file's name without its ending. */
    String name() {
        String file = path.getFileName().toString();
        return file.substring(0, file.length() - (isKamelet() ? Home.KAMELET : Home.ROUTES).length());
    }

    /** The kamelets and routes that it may use: {@code kamelet:export}, {@code direct:archive}. */
    Set<String> mentions() {
        Set<String> mentions = new TreeSet<>();
        for (Matcher matcher = MENTION.matcher(COMMENT.matcher(text).replaceAll("")); matcher.find(); ) {
            mentions.add(matcher.group("kind") + ":" + matcher.group("name"));
        }
        return mentions;
    }
}

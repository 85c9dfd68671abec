package io.rankwire.source.page;

import io.rankwire.text.KnownSecrets;
import io.rankwire.text.OneLine;
import java.util.regex.Pattern;

/** What a vendor said, as it is told. */
final class VendorText {
    private static final int LONGEST_REASON = 200;

    /** A vendor may repeat a key in its complaint that is not one of ours. */
    private static final Pattern KEY = Pattern.compile("(?i)\\bbearer\\s+\\S+|\\bsk_(live|test)_\\S+");

    private VendorText() {}

    /** A vendor's text made safe for one line of a log or a page. */
    static String line(String text) {
        return OneLine.of(KEY.matcher(OneLine.of(text)).replaceAll(KnownSecrets.MASK), LONGEST_REASON);
    }
}

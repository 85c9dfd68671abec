package io.rankwire.operator.check;

import io.rankwire.operator.routefile.Call;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.util.StringHelper;

/**
 * Components that deliver and may not receive: what comes in by them is named by others, and the receiving side has
 * published holes in this version of Camel.
 */
public final class OneWay {
    private static final String REMOTE_FILES =
            "another server's file names may lead out of its folder (CVE-2026-79983)";
    private static final String MAILS = "a mail's headers may steer the steps behind it (CVE-2026-33454)";
    private static final String REQUESTS =
            "anybody could ask, past the console's access, and a request's parameters may steer the steps behind it"
                    + " (CVE-2026-46584, CVE-2026-49098)";

    private static final Map<String, String> REASONS = reasons();

    private OneWay() {}

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        for (String scheme : new String[] {"ftp", "ftps", "sftp"}) {
            reasons.put(scheme, REMOTE_FILES);
        }
        for (String scheme : new String[] {"imap", "imaps", "pop3", "pop3s", "smtp", "smtps"}) {
            reasons.put(scheme, MAILS);
        }
        reasons.put("platform-http", REQUESTS);
        return reasons;
    }

    /**
     * Why nothing may be received from the endpoint; empty for one that is sent to, or that may be received from.
     *
     * @param uri the endpoint's, as far as its scheme is known
     */
    public static Optional<String> refusal(Call call, String uri) {
        String scheme = StringHelper.before(uri, ":", uri);
        return Optional.ofNullable(call.consumes() ? REASONS.get(scheme) : null)
                .map(reason -> call.step() + " is " + scheme + ", which may only be sent to: " + reason);
    }
}

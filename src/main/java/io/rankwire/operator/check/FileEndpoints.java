package io.rankwire.operator.check;

import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.workspace.Placeholders;
import io.rankwire.text.OperatorMistake;
import io.rankwire.text.WrittenPath;
import java.util.Set;

/** Whether the folders are written rightly that routes reach with Camel's own components for files. */
final class FileEndpoints {
    private static final Set<String> SERVERS = Set.of("ftp", "ftps", "sftp");

    /** Steps that read their address anew for each message, in the simple language. */
    private static final Set<String> FIXED = Set.of("from", "to");

    private FileEndpoints() {}

    static void check(Call call, Placeholders placeholders, Findings findings) {
        String written = call.uri().value();
        int begin = begin(call.scheme(), written);
        if (begin < 0 || (written.contains("${") && !FIXED.contains(call.step()))) {
            return;
        }
        WrittenPath kind = SERVERS.contains(call.scheme()) ? WrittenPath.REMOTE : WrittenPath.OF_ENDPOINT;
        placeholders.resolve(written.substring(begin)).ifPresent(path -> {
            try {
                kind.check("the folder", path);
            } catch (OperatorMistake e) {
                findings.at(call.uri().at(begin), Rule.OPTION)
                        .error(e.getMessage().replace(path, placeholders.shown(written.substring(begin))));
            }
        });
    }

    /** Where the path begins; -1 when the endpoint has none. */
    private static int begin(String scheme, String uri) {
        int colon = uri.indexOf(':');
        int path = uri.startsWith("//", colon + 1) ? colon + 3 : colon + 1;
        if (scheme.equals("file") && colon >= 0) {
            return path;
        }
        int slash = uri.indexOf('/', path);
        return SERVERS.contains(scheme) && slash >= 0 ? slash + 1 : -1;
    }
}

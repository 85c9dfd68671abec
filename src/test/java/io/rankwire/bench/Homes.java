package io.rankwire.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders that the program is run in. */
public final class Homes {
    private Homes() {}

    /** A folder whose settings name a vendor that may be asked without end. */
    static Path make(Path home, String vendor) throws IOException {
        write(home, "config/rankwire.properties", """
                fastmoss.url = %1$s
                fastmoss.token = bench
                fastmoss.requestsPerSecond = 1000000
                keyapi.url = %1$s
                keyapi.token = bench
                keyapi.requestsPerSecond = 1000000
                rankwire.console.port = %2$d
                """.formatted(vendor, freePort()));
        // The shipped source, as deep as one likes.
        write(
                home,
                "routes/kamelets/bench-live-top-product.kamelet.yaml",
                shipped("fastmoss-live-top-product")
                        .replace("name: fastmoss-live-top-product", "name: bench-live-top-product")
                        .replace("cap: 500", "cap: 100000000"));
        return home;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String shipped(String kamelet) throws IOException {
        try (InputStream in = Homes.class.getResourceAsStream("/kamelets/" + kamelet + ".kamelet.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A feed of top live products, of a week. */
    static void live(Path home, String feed, String week, String more) throws IOException {
        feed(home, feed, "{ region: US, period: week, date: '" + week + "' }", "bench-live-top-product", more);
    }

    /** A feed of product analytics. */
    static void analytics(Path home, String feed, String more) throws IOException {
        feed(home, feed, "{ region: US }", "keyapi-product-analytics", more);
    }

    private static void feed(Path home, String feed, String parameters, String kamelet, String more)
            throws IOException {
        write(home, "routes/" + feed + ".camel.yaml", """
                - route:
                    id: %1$s
                    from:
                      uri: timer:%1$s
                      parameters: { period: 1h, delay: 0 }
                      steps:
                        - to: { uri: "kamelet:%3$s", parameters: %2$s }
                %4$s""".formatted(feed, parameters, kamelet, more));
    }

    /** The step that publishes to these sinks. */
    static String publish(String sinks) {
        return "        - to: { uri: \"kamelet:publish\", parameters: { sinks: \"" + sinks + "\" } }\n";
    }

    /** A sink named after its format that drops files into a folder. */
    static void drop(Path home, String format) throws IOException {
        drop(home, format, format, "data/out");
    }

    /** A sink that drops files of a format into a folder. */
    static void drop(Path home, String sink, String format, String directory) throws IOException {
        write(home, "routes/sinks/" + sink + ".camel.yaml", """
                - route:
                    id: %1$s
                    from:
                      uri: direct:%1$s
                      steps:
                        - to: { uri: "kamelet:export", parameters: { format: %2$s } }
                        - to: { uri: "kamelet:file-drop", parameters: { directory: %3$s } }
                """.formatted(sink, format, directory));
    }

    static void write(Path home, String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** A copy of a folder, over what is there. */
    static Path copy(Path from, Path to) throws IOException {
        clear(to);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
        return to;
    }

    static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }

    /** Bytes of everything in the store. */
    static long storeBytes(Path home) throws IOException {
        long bytes = 0;
        for (String ending : List.of("", "-wal")) {
            Path file = home.resolve("data/rankwire.db" + ending);
            bytes += Files.exists(file) ? Files.size(file) : 0;
        }
        return bytes;
    }
}

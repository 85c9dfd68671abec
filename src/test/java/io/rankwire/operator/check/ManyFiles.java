package io.rankwire.operator.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A home with as many files as one likes, for measuring how long checking takes. */
public final class ManyFiles {
    private static final int FEEDS_A_SINK = 10;

    private ManyFiles() {}

    /** Writes so many files of routes, one sink to every ten feeds, on top of the good ones. */
    public static void write(Path home, int count) throws IOException {
        BrokenHome.good(home);
        int sinks = Math.max(1, count / (FEEDS_A_SINK + 1));
        for (int i = 0; i < sinks; i++) {
            String name = "sink-" + i;
            Files.writeString(home.resolve("routes/sinks/" + name + ".camel.yaml"), """
                    - route:
                        id: %s
                        description: CSV files
                        from:
                          uri: direct:%s
                          steps:
                            - to:
                                uri: kamelet:export
                                parameters:
                                  format: csv
                                  columns: rank, name, gmv
                            - to:
                                uri: kamelet:file-drop
                                parameters:
                                  directory: data/%s
                    """.formatted(name, name, name));
        }
        for (int i = 0; i < count - sinks; i++) {
            String name = "feed-" + i;
            Files.writeString(
                    home.resolve("routes/" + name + ".camel.yaml"), """
                    # One of many.
                    - route:
                        id: %s
                        description: Weekly top live-stream products
                        from:
                          uri: timer:%s
                          parameters:
                            period: 24h
                          steps:
                            - to:
                                uri: kamelet:fastmoss-live-top-product
                                parameters:
                                  region: US
                                  categoryId: %d
                                  period: week
                                  maxRows: 100
                                  orderBy: units_sold
                            - to:
                                uri: kamelet:publish
                                parameters:
                                  sinks: archive, sink-%d
                    """.formatted(name, name, i + 1, i % sinks));
        }
    }
}

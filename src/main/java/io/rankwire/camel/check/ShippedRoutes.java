package io.rankwire.camel.check;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * The names that the program's own routes have taken.
 *
 * @param ids their ids
 * @param directs what they listen on
 */
record ShippedRoutes(Set<String> ids, Set<String> directs) {
    ShippedRoutes {
        ids = Set.copyOf(ids);
        directs = Set.copyOf(directs);
    }

    static ShippedRoutes read(CamelContext context) {
        Set<String> ids = new TreeSet<>();
        Set<String> directs = new TreeSet<>();
        try {
            for (Resource resource : PluginHelper.getPackageScanResourceResolver(context)
                    .findResources("classpath:routes/*.camel.yaml")) {
                byte[] content = resource.getInputStream().readAllBytes();
                YamlText.Parsed parsed = YamlText.parse(content, new Findings(resource.getLocation()))
                        .orElseThrow(() -> new IOException(resource.getLocation() + " is no YAML"));
                for (RouteFile.Route route : RouteFile.of(parsed.root()).routes()) {
                    ids.add(route.name());
                    route.input()
                            .filter(input -> input.scheme().equals("direct"))
                            .ifPresent(input -> directs.add(input.target()));
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("the routes of the program cannot be listed", e);
        }
        return new ShippedRoutes(ids, directs);
    }
}

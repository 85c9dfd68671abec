package io.rankwire.operator.workspace;

import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Mentions;
import io.rankwire.operator.routefile.RouteFile;
import io.rankwire.operator.routefile.YamlText;
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
 * @param beans the steps that its routes and kamelets take, which are all that there are
 */
public record ShippedRoutes(Set<String> ids, Set<String> directs, Set<String> beans) {
    public ShippedRoutes {
        ids = Set.copyOf(ids);
        directs = Set.copyOf(directs);
        beans = Set.copyOf(beans);
    }

    public static ShippedRoutes read(CamelContext context) {
        Set<String> ids = new TreeSet<>();
        Set<String> directs = new TreeSet<>();
        Set<String> beans = new TreeSet<>();
        try {
            for (Resource resource : PluginHelper.getPackageScanResourceResolver(context)
                    .findResources("classpath:routes/*.camel.yaml")) {
                YamlText.Parsed parsed = read(resource);
                addBeans(parsed, beans);
                for (RouteFile.Route route : RouteFile.of(parsed.root()).routes()) {
                    ids.add(route.name());
                    route.input()
                            .filter(input -> input.scheme().equals("direct"))
                            .ifPresent(input -> directs.add(input.target()));
                }
            }
            for (Resource resource :
                    PluginHelper.getPackageScanResourceResolver(context).findResources("classpath:kamelets/*.yaml")) {
                addBeans(read(resource), beans);
            }
        } catch (Exception e) {
            throw new IllegalStateException("the routes of the program cannot be listed", e);
        }
        return new ShippedRoutes(ids, directs, beans);
    }

    private static YamlText.Parsed read(Resource resource) throws IOException {
        byte[] content = resource.getInputStream().readAllBytes();
        return YamlText.parse(content, new Findings(resource.getLocation()))
                .orElseThrow(() -> new IOException(resource.getLocation() + " is no YAML"));
    }

    private static void addBeans(YamlText.Parsed file, Set<String> beans) {
        Mentions.of(file.root()).steps().forEach(step -> beans.add(step.value()));
    }
}

package io.rankwire.engine;

import io.rankwire.kamelet.ExactKamelets;
import io.rankwire.kamelet.JarEntries;
import io.rankwire.net.BoundedHttp;
import io.rankwire.settings.Home;
import io.rankwire.settings.PlaceholderParser;
import io.rankwire.settings.SettingsSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** Camel as Rankwire runs it: settings of one home, kamelets of the home and shipped ones, and no operator's routes yet. */
final class CamelMain extends Main {
    /**
     * Camel that is not started yet.
     *
     * @param overrides settings that count more than those in the file
     * @param bind is given the context before anything in it is made
     */
    CamelMain(Home home, Map<String, String> overrides, Consumer<CamelContext> bind) {
        Path file = home.config().resolve("rankwire.properties");
        Properties properties = new Properties();
        properties.putAll(overrides);
        setOverrideProperties(properties);
        // Not application.properties of the class path, which Camel would look for, and miss at every reload.
        setPropertyPlaceholderLocations("false");
        configure().withRoutesIncludePattern("classpath:routes/*.camel.yaml");
        configure().setName("rankwire");
        configure().setStreamCachingEnabled(false);
        configure().setShutdownTimeout(5);
        configure().setAutoConfigurationLogSummary(false);
        addInitialProperty("camel.component.direct.block", "false");
        // A feed that is stopped or fails is told by checks of our own, and takes nothing else down.
        addInitialProperty("camel.health.routes-enabled", "false");
        addInitialProperty("camel.health.consumers-enabled", "false");
        addInitialProperty(
                "camel.component.kamelet.location",
                "file:" + home.routes().resolve("kamelets") + ",classpath:kamelets");
        addInitialProperty(
                "camel.component.http.response-payload-streaming-threshold", Integer.toString(BoundedHttp.LARGEST));
        addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport support) {
                JarEntries.install(support.getCamelContext());
                PlaceholderParser.install(support.getCamelContext());
                if (Files.exists(file)) {
                    SettingsSource.install(support.getCamelContext(), file);
                }
                ExactKamelets.install(support.getCamelContext());
                bind.accept(support.getCamelContext());
            }
        });
    }

    @Override
    protected CamelContext createCamelContext() {
        LargeContext context = new LargeContext();
        context.getCamelContextExtension().setRegistry(registry);
        return context;
    }
}

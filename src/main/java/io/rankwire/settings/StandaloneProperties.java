package io.rankwire.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.support.service.ServiceHelper;

/** Camel's reading of settings and placeholders without the rest of Camel, which takes a second to start. */
final class StandaloneProperties extends PropertiesComponent {
    private StandaloneProperties() {}

    static StandaloneProperties of(Home home) {
        StandaloneProperties properties = new StandaloneProperties();
        PlaceholderParser.install(properties);
        SecretLookups.in(properties).addPropertiesFunction(new SecretFile(home));
        Path file = home.config().resolve("rankwire.properties");
        if (Files.exists(file)) {
            SettingsSource.install(properties, file);
        }
        properties.start();
        return properties;
    }

    /** Whether a value has a placeholder in it that needs Camel's context: one of a vault, or of a language. */
    static boolean lacks(String value) {
        return value.contains("{{boolean:") || Vaults.areAsked(value);
    }

    /** There is no context in which Camel could look for more sources. */
    @Override
    protected void doInit() {
        ServiceHelper.initService(getPropertiesSources());
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(getPropertiesSources());
    }
}

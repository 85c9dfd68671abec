package io.rankwire.operator.workspace;

import io.rankwire.kamelet.ExactKamelets;
import io.rankwire.kamelet.Kamelets;
import io.rankwire.operator.routefile.SettingsFile;
import io.rankwire.settings.Home;
import io.rankwire.settings.PlaceholderParser;
import io.rankwire.settings.Settings;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * What files are checked against: the operator's settings and kamelets, and the components of the program, in a context
 * in which nothing runs.
 */
public final class CheckContext implements AutoCloseable {
    private final Home home;
    private final byte[] file;
    private final OutsideFiles outside;
    private final CamelContext context;
    private final SettingsFile settingsFile;
    private final Settings settings;
    private final Kamelets kamelets;
    private final Placeholders placeholders;
    private final EndpointRules endpoints;
    private final ZoneRules zones;

    public CheckContext(Home home, Map<String, String> overrides, ZoneRules zones) {
        this.zones = zones;
        this.home = home;
        this.file = content(home);
        this.outside = new OutsideFiles(home);
        this.settingsFile = SettingsFile.read(file);
        this.context = context(home, overrides);
        this.settings = new Settings(context);
        this.kamelets = new Kamelets(context, home.routes().resolve("kamelets"));
        this.placeholders = new Placeholders(context, settingsFile.keys());
        this.endpoints = new EndpointRules(context);
    }

    private CamelContext context(Home home, Map<String, String> overrides) {
        DefaultCamelContext made = new DefaultCamelContext();
        made.getRegistry().bind("home", home);
        // As read here, and not by Camel: a line that cannot be read must not hide the others.
        made.getPropertiesComponent().setInitialProperties(settingsFile.properties());
        Properties stronger = new Properties();
        stronger.putAll(overrides);
        made.getPropertiesComponent().setOverrideProperties(stronger);
        ((PropertiesComponent) made.getPropertiesComponent())
                .setPropertiesFunctionResolver(new UnaskedVaults(made, outside));
        PlaceholderParser.install(made);
        made.build();
        ExactKamelets.install(made);
        return made;
    }

    private static byte[] content(Home home) {
        Path file = home.config().resolve(SettingsFile.NAME);
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Whether the operator's settings, and the files of keys and secrets, are still those that were read. */
    public boolean isCurrent() {
        return Arrays.equals(file, content(home)) && outside.areUnchanged();
    }

    public Home home() {
        return home;
    }

    public OutsideFiles outside() {
        return outside;
    }

    public CamelContext context() {
        return context;
    }

    public ZoneRules zones() {
        return zones;
    }

    public SettingsFile settingsFile() {
        return settingsFile;
    }

    public Settings settings() {
        return settings;
    }

    /** Where days begin; UTC as long as what is set is no zone. */
    public ZoneId zone() {
        try {
            return settings.zone();
        } catch (OperatorMistake e) {
            // Told where it is set.
            return ZoneId.of("UTC");
        }
    }

    public Kamelets kamelets() {
        return kamelets;
    }

    public Placeholders placeholders() {
        return placeholders;
    }

    public EndpointRules endpoints() {
        return endpoints;
    }

    @Override
    public void close() {
        context.stop();
    }
}

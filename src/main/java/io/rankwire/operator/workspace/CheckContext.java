package io.rankwire.operator.workspace;

import io.rankwire.kamelet.ExactKamelets;
import io.rankwire.kamelet.JarEntries;
import io.rankwire.kamelet.Kamelet;
import io.rankwire.kamelet.Kamelets;
import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.OperatorFile;
import io.rankwire.operator.routefile.RouteFile;
import io.rankwire.operator.routefile.SettingsFile;
import io.rankwire.settings.Home;
import io.rankwire.settings.PlaceholderParser;
import io.rankwire.settings.Settings;
import io.rankwire.source.Parameter;
import io.rankwire.text.OperatorMistake;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/**
 * What files are checked against: the operator's settings and kamelets, and the components of the program, in a context
 * in which nothing runs.
 */
public final class CheckContext implements AutoCloseable {
    private static final String KAMELETS = "routes/kamelets/";

    private final Home home;
    private final Optional<OperatorFile> file;
    private final List<OperatorFile> ownKamelets;
    private final OutsideFiles outside;
    private final CamelContext context;
    private final SettingsFile settingsFile;
    private final Settings settings;
    private final Kamelets kamelets;
    private final Placeholders placeholders;
    private final ZoneId zone;

    /**
     * A context of settings and kamelets.
     *
     * @param files the operator's
     * @param overrides settings that count more
     */
    public CheckContext(Home home, SortedMap<String, OperatorFile> files, Map<String, String> overrides) {
        this.home = home;
        this.file = Optional.ofNullable(files.get(SettingsFile.PATH));
        this.ownKamelets = kamelets(files);
        this.outside = new OutsideFiles(home);
        this.settingsFile =
                file.flatMap(OperatorFile::settings).orElseGet(() -> new SettingsFile(List.of(), List.of()));
        this.context = context(home, overrides);
        this.settings = new Settings(context);
        Map<String, Optional<Kamelet>> own = new TreeMap<>();
        ownKamelets.forEach(kamelet -> own.put(kamelet.baseName(), kamelet.kamelet()));
        this.kamelets = new Kamelets(context, own);
        this.placeholders = new Placeholders(context, settingsFile.keys());
        this.zone = readZone();
    }

    private CamelContext context(Home home, Map<String, String> overrides) {
        DefaultCamelContext made = new DefaultCamelContext();
        JarEntries.install(made);
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

    private static List<OperatorFile> kamelets(SortedMap<String, OperatorFile> files) {
        return files.values().stream()
                .filter(file -> file.isKamelet() && file.name().startsWith(KAMELETS))
                .toList();
    }

    /** Whether settings and kamelets are still those of these files, and the files of keys and secrets those that were read. */
    public boolean isOf(SortedMap<String, OperatorFile> files) {
        return file.equals(Optional.ofNullable(files.get(SettingsFile.PATH)))
                && ownKamelets.equals(kamelets(files))
                && outside.areUnchanged();
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

    public SettingsFile settingsFile() {
        return settingsFile;
    }

    public Settings settings() {
        return settings;
    }

    /** The value of a secret, or nothing when it cannot be had here. */
    public Optional<String> secret(String key) {
        try {
            return settings.findSecret(key);
        } catch (IllegalArgumentException | OperatorMistake | UncheckedIOException e) {
            // A file or a function that is not there is told where it is written.
            return Optional.empty();
        }
    }

    /** Whether a vault is to say what the key is set to. */
    public boolean isInVault(String key) {
        try {
            settings.findSecret(key);
            return false;
        } catch (UnaskedVaults.NotAsked e) {
            return true;
        } catch (IllegalArgumentException | OperatorMistake | UncheckedIOException e) {
            // As in secret().
            return false;
        }
    }

    /** Where days begin; UTC as long as what is set is no zone. */
    public ZoneId zone() {
        return zone;
    }

    private ZoneId readZone() {
        try {
            return settings.zone();
        } catch (OperatorMistake e) {
            // Told where it is set.
            return ZoneId.of("UTC");
        }
    }

    /** The source kamelet that the route polls; empty when it is no feed. */
    public Optional<Kamelet> source(RouteFile.Route route) {
        return sourceCall(route).flatMap(Call::kamelet).flatMap(kamelets::find);
    }

    /** Where the route says what it polls. */
    public Optional<Call> sourceCall(RouteFile.Route route) {
        return route.calls().stream()
                .filter(call -> call.kamelet()
                        .flatMap(kamelets::find)
                        .flatMap(Kamelet::source)
                        .isPresent())
                .findFirst();
    }

    /** What a parameter names, such as a route or a property; empty when it names nothing. */
    public static String format(@Nullable Parameter parameter) {
        return parameter == null || parameter.format() == null ? "" : parameter.format();
    }

    public Kamelets kamelets() {
        return kamelets;
    }

    public Placeholders placeholders() {
        return placeholders;
    }

    @Override
    public void close() {
        context.stop();
    }
}

package io.rankwire.settings;

import io.rankwire.text.OperatorMistake;
import io.rankwire.text.Utf8;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.AbstractLocationPropertiesSource;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesLocation;
import org.apache.camel.util.OrderedProperties;

/** The settings in {@code config/rankwire.properties}. Camel would read them as Latin-1. */
public final class SettingsSource extends AbstractLocationPropertiesSource {
    private SettingsSource(PropertiesComponent properties, Path file) {
        super(properties, new PropertiesLocation("file", file.toString()));
    }

    /** Has the context read that file. */
    public static void install(CamelContext context, Path file) {
        install((PropertiesComponent) context.getPropertiesComponent(), file);
    }

    static void install(PropertiesComponent properties, Path file) {
        properties.addPropertiesSource(new SettingsSource(properties, file));
    }

    @Override
    public String getName() {
        return "rankwire.properties";
    }

    @Override
    public Properties loadPropertiesFromLocation(PropertiesComponent properties, PropertiesLocation location) {
        Properties read = new OrderedProperties();
        try {
            read.load(new StringReader(Utf8.read(Path.of(location.getPath()))));
        } catch (CharacterCodingException e) {
            throw new OperatorMistake(location.getPath() + " is no UTF-8 text; save it as UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException(location.getPath() + " cannot be read", e);
        }
        return read;
    }
}

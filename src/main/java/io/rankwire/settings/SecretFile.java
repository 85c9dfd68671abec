package io.rankwire.settings;

import io.rankwire.text.KnownSecrets;
import io.rankwire.text.Utf8;
import io.rankwire.text.WrittenPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.PropertiesFunction;
import org.jspecify.annotations.Nullable;

/** {@code {{secretfile:path}}}: the content of a file, without the white space around it. */
@org.apache.camel.spi.annotations.PropertiesFunction(SecretFile.NAME)
public final class SecretFile implements PropertiesFunction, CamelContextAware {
    public static final String NAME = "secretfile";

    private @Nullable CamelContext context;
    private @Nullable Home home;

    /** For Camel, which gives it a context with the home in it. */
    public SecretFile() {}

    SecretFile(Home home) {
        this.home = home;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String apply(String remainder) {
        WrittenPath.IN_PLACEHOLDER.check("the secret file", remainder.strip());
        Path file = Path.of(remainder.strip());
        Path path = home == null ? file : home.folder().resolve(file);
        try {
            String secret = Utf8.text(Files.readAllBytes(path)).strip();
            KnownSecrets.add(secret);
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("the secret file " + path + " cannot be read", e);
        }
    }

    @Override
    public void setCamelContext(@Nullable CamelContext camelContext) {
        context = camelContext;
        home = camelContext == null ? home : camelContext.getRegistry().findSingleByType(Home.class);
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return context;
    }
}

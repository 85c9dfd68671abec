package io.rankwire.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static boolean isTraced(String value) throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Properties properties = new Properties();
            properties.setProperty("rankwire.tracing", value);
            context.getPropertiesComponent().setInitialProperties(properties);
            return new Settings(context).is("rankwire.tracing");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true", "' true ', true", "false, false", "'', false"})
    void readsTrueAndFalse(String value, boolean is) throws IOException {
        assertThat(isTraced(value)).isEqualTo(is);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "TRUE", "1"})
    void takesNoOtherWordForFalse(String value) {
        assertThatExceptionOfType(OperatorMistake.class)
                .isThrownBy(() -> isTraced(value))
                .withMessage("rankwire.tracing is '" + value + "'; it must be true or false");
    }
}

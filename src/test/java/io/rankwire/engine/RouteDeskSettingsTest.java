package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.operator.desk.FileState.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;

/** Settings and secrets that change while everything runs. */
class RouteDeskSettingsTest extends RouteDeskBench {
    @Test
    void rebuildsWhatAnEditedPropertyIsUsedIn() throws Exception {
        start();
        Route shops = route("shops");
        workplace.property("shops.dir", "data/elsewhere").configure();
        lookTwice();
        lookTwice();

        assertThat(route("shops")).isSameAs(shops);
        pollsAsEver("shops");
        assertThat(workplace.files("data/elsewhere")).hasSize(2);
    }

    @Test
    void saysWhichPropertiesNeedARestartAndDoesNotHalfUseThem() throws Exception {
        start();
        workplace
                .property("rankwire.zone", "Asia/Tokyo")
                .property("fastmoss.requestsPerMonth", "2")
                .configure();
        lookTwice();

        assertThat(engine.settings().zone().getId()).isEqualTo("UTC");
        assertThat(engine.settings().account("fastmoss").monthlyLimit()).hasValue(2);
        assertThat(state("config/rankwire.properties").loads()).isEqualTo(2);
    }

    @Test
    void keepsTheSettingsWhenTheirFileIsBrokenOrGone() throws Exception {
        start();
        Path file = workplace.home.resolve("config/rankwire.properties");
        Files.writeString(file, "fastmoss.url = \\uXYZ1\n");
        lookTwice();
        assertThat(state("config/rankwire.properties").status()).isEqualTo(Status.REFUSED);
        Files.delete(file);
        lookTwice();
        assertThat(state("config/rankwire.properties").message()).contains("gone");
        pollsAsEver("shops", "live");
    }

    @Test
    void rebuildsWhatASecretFileIsUsedInWhenThatChanges() throws Exception {
        Path secret = workplace.home.resolve("place");
        Files.writeString(secret, "data/first");
        workplace.property("shops.dir", "{{secretfile:place}}");
        start();
        pollsAsEver("shops");
        Files.writeString(secret, "data/second");
        lookTwice();

        pollsAsEver("live");
        assertThat(workplace.files("data/first")).hasSize(2);
        assertThat(workplace.files("data/second")).hasSize(2);
    }
}

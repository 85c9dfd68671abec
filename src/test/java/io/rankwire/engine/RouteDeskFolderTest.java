package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;

/** Folders as editors, mounts and accidents leave them. */
class RouteDeskFolderTest extends RouteDeskBench {
    @Test
    void runsOnWhenTheFolderIsGoneForAWhile() throws Exception {
        start();
        Path routes = workplace.home.resolve("routes");
        Path aside = workplace.home.resolve("aside");
        Files.move(routes, aside);
        lookTwice();
        lookTwice();
        pollsAsEver("shops", "live");

        Files.move(aside, routes);
        lookTwice();
        assertThat(engine.desk().problems()).isEmpty();
        assertThat(shops().loads()).isEqualTo(1);
    }

    @Test
    void seesWhatAnEditorWritesByRenaming() throws Exception {
        start();
        Path file = workplace.home.resolve("routes/shops.camel.yaml");
        Path swap = workplace.home.resolve("routes/.shops.camel.yaml.swp");
        Files.writeString(swap, Files.readString(file).replace("GB", "US"));
        lookTwice();
        assertThat(shops().loads()).isEqualTo(1);
        Files.move(swap, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        lookTwice();

        assertThat(shops().loads()).isEqualTo(2);
        pollsAsEver("shops");
        assertThat(regions("shops")).containsExactly("US");
    }

    @Test
    void seesTheSwapOfAMountedConfigMap() throws Exception {
        Path routes = workplace.home.resolve("routes");
        mount(routes, "..2026_11_21_1", Files.readString(routes.resolve("shops.camel.yaml")));
        start();
        assertThat(engine.desk().files())
                .extracting(state -> state.file().getFileName().toString())
                .containsOnlyOnce("shops.camel.yaml");
        mount(
                routes,
                "..2026_11_21_2",
                Files.readString(routes.resolve("shops.camel.yaml")).replace("GB", "US"));
        lookTwice();

        assertThat(shops().loads()).isEqualTo(2);
        pollsAsEver("shops");
        assertThat(regions("shops")).containsExactly("US");
    }

    /** As a kubelet does: a new folder, and one link that is renamed over the old one. */
    private static void mount(Path routes, String version, String shops) throws IOException {
        Path folder = Files.createDirectory(routes.resolve(version));
        Files.writeString(folder.resolve("shops.camel.yaml"), shops);
        Path fresh = Files.createSymbolicLink(routes.resolve("..data_tmp"), Path.of(version));
        Files.move(
                fresh, routes.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path link = routes.resolve("shops.camel.yaml");
        if (!Files.isSymbolicLink(link)) {
            Files.delete(link);
            Files.createSymbolicLink(link, Path.of("..data/shops.camel.yaml"));
        }
    }
}

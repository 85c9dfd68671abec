package io.rankwire.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.operator.routefile.Rule;
import io.rankwire.settings.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that every operator starts with. */
class ShippedFilesTest {
    @TempDir
    Path home;

    @Test
    void haveNoMistakeAndNoWarningButTheKeysThatAreTheOperators() throws IOException {
        for (String folder : List.of("routes", "config")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.createDirectories(home.resolve(file).getParent());
                    Files.copy(file, home.resolve(file));
                }
            }
        }
        try (Checker checker = new Checker(new Home(home), Map.of())) {
            assertThat(checker.checkAll())
                    .allMatch(mistake -> Set.of(Rule.SECRET, Rule.KEY_FILE).contains(mistake.rule()), "is about a key");
            assertThat(checker.plans()).hasSize(5);
        }
    }
}

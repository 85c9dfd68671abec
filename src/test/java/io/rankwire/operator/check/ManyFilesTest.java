package io.rankwire.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.settings.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyFilesTest {
    @TempDir
    Path home;

    @Test
    void findsNothingInManyGoodFiles() throws IOException {
        ManyFiles.write(home, 110);
        try (Checker checker = new Checker(new Home(home), Map.of())) {
            assertThat(checker.checkAll()).isEmpty();
            assertThat(checker.plans()).hasSize(102);
        }
    }
}

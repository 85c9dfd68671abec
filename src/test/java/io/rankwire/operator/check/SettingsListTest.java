package io.rankwire.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the list of settings against the program: a setting that is read is listed, one that is listed is read. */
class SettingsListTest {
    /** But for what is an attribute of a span. */
    private static final Pattern KEY =
            Pattern.compile("(?<!\\.put\\(|Attribute\\()\"((?:rankwire|mail)\\.[a-zA-Z.]*[a-zA-Z])\"");
    /** Named like settings, but properties of a JavaMail session or of the process. */
    private static final Pattern OTHERS =
            Pattern.compile("mail\\.smtps?\\..*|rankwire\\.(distribution|properties|training\\.vendor)");

    private static Set<String> read() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().contains("/sandbox/"))
                    .toList()) {
                Matcher matcher = KEY.matcher(Files.readString(file));
                while (matcher.find()) {
                    read.add(matcher.group(1));
                }
            }
        }
        read.removeIf(key -> OTHERS.matcher(key).matches());
        return read;
    }

    @Test
    void listsExactlyTheSettingsThatAreRead() throws IOException {
        assertThat(new TreeSet<>(SettingKey.fixed()))
                .as("src/main/resources/io/rankwire/operator/check/settings.yaml")
                .isEqualTo(read());
    }
}

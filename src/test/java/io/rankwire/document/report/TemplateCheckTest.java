package io.rankwire.document.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateCheckTest {
    private static final Path BUILT_IN = Path.of("src/main/resources/io/rankwire/document/report/templates");

    @TempDir
    Path folder;

    @Test
    void findsNothingWrongWithTheBuiltInOnes() {
        assertThat(TemplateCheck.of(BUILT_IN))
                .extracting(TemplateFault::template)
                .as("but the frames, which are not the operator's")
                .containsExactly("digest.html.ftlh", "digest.txt.ftl");
        assertThat(TemplateCheck.of(folder.resolve("none"))).isEmpty();
    }

    @Test
    void saysWhereEachBrokenOneIsBroken() throws IOException {
        Files.writeString(folder.resolve("a.html.ftlh"), "<p>\n<#list top as row>");
        Files.writeString(folder.resolve("b.html.ftlh"), "<p>\n<p>${titel}");
        Files.writeString(folder.resolve("c.txt.ftl"), "${title}");

        List<TemplateFault> faults = TemplateCheck.of(folder);

        assertThat(faults).extracting(TemplateFault::template).containsExactly("a.html.ftlh", "b.html.ftlh");
        assertThat(faults.get(1).line()).isEqualTo(2);
        assertThat(faults.get(1).column()).isEqualTo(6);
    }

    @Test
    void saysWhereSayIsGivenWhatItCannotSay() throws IOException {
        Files.writeString(folder.resolve("a.txt.ftl"), "\n${say('watch.absent', top)}");
        Files.writeString(folder.resolve("b.txt.ftl"), "${say(true)}");
        Files.writeString(folder.resolve("c.txt.ftl"), "${say('watch.others', 3)}");

        assertThat(TemplateCheck.of(folder))
                .extracting(TemplateFault::template, TemplateFault::line, TemplateFault::message)
                .containsExactly(
                        tuple("a.txt.ftl", 2, "say() takes texts and numbers alone"),
                        tuple("b.txt.ftl", 1, "say() takes texts and numbers alone"));
    }

    @Test
    void theSampleIsWhatIsDocumented() throws IOException {
        Set<String> sample = new TreeSet<>();
        TemplateCheck.sample().forEach((name, value) -> collect(name, value, sample));

        assertThat(documented()).isEqualTo(sample);
    }

    private static void collect(String path, Object value, Set<String> paths) {
        String short1 = path.replaceAll("^baseline\\b", "period")
                .replaceAll("^(top\\[]|watch\\[]\\.(row|gone)|sections\\[]\\.rows\\[])\\.", "row.");
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> collect(path + "." + name, inner, paths));
        } else if (value instanceof List<?> list) {
            boolean texts = list.stream().noneMatch(Map.class::isInstance);
            if (texts) {
                paths.add(short1 + "[]");
            }
            list.forEach(inner -> {
                if (inner instanceof Map<?, ?>) {
                    collect(path + "[]", inner, paths);
                }
            });
        } else if (!path.equals("say")) {
            paths.add(short1);
        }
    }

    /** What a table's first column names, but for names that stand for a period or row of their own. */
    private static Set<String> documented() throws IOException {
        Set<String> whole =
                Set.of("period", "baseline", "top[]", "watch[].row", "watch[].gone", "sections[].rows[]", "cutFrom");
        return Files.readAllLines(Path.of("docs/report-model.md")).stream()
                .filter(line -> line.startsWith("| `") && !line.startsWith("| `say("))
                .map(line -> line.substring(0, line.indexOf(" |", 2)))
                .flatMap(cell ->
                        Pattern.compile("`([^`]+)`").matcher(cell).results().map(match -> match.group(1)))
                .filter(name -> !whole.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

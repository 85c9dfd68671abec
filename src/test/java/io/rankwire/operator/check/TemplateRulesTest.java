package io.rankwire.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.document.report.ReportWriter;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Mistake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateRulesTest {
    @TempDir
    Path templates;

    private List<Mistake> check(String name, byte[] content) throws IOException {
        Findings findings = new Findings(name);
        TemplateRules.check(Files.write(templates.resolve(name), content), content, findings);
        return findings.all();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mine.html.ftlh   | <p>\\n<#list top as row>         | 2:18 | the template cannot be read: Unexpected end of file reached. You have an unclosed #list
                    mine.html.ftlh   | <p>\\n<p>${titel}               | 2:6 | the template cannot be used: The following has evaluated to null
                    mine.txt.ftl     | <#include '../rankwire.txt'>    | 1:1 | the template cannot be used:
                    digest.html.ftlh | ${title}                        | 1:1 | the template cannot be used: the frame of digests cannot be replaced
                    """)
    void saysWhereATemplateIsBroken(String name, String content, String place, String message) throws IOException {
        byte[] bytes = content.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);

        assertThat(check(name, bytes)).singleElement().satisfies(mistake -> {
            assertThat(mistake.place().line() + ":" + mistake.place().column()).isEqualTo(place);
            assertThat(mistake.message()).startsWith(message);
            assertThat(mistake.isError()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "ranking-report.html.ftlh",
        "ranking-report.txt.ftl",
        "digest-ranking.html.ftlh",
        "digest-ranking.txt.ftl"
    })
    void findsNothingInACopyOfTheProgramsOwn(String name) throws IOException {
        try (InputStream shipped = ReportWriter.class.getResourceAsStream("templates/" + name)) {
            assertThat(check(name, shipped.readAllBytes())).isEmpty();
        }
    }

    @Test
    void readsAPieceOfATemplateButDoesNotFillIt() throws IOException {
        assertThat(check("piece.ftlh", "<p>${given}</p>".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}

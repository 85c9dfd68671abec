package io.rankwire.source.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.source.Endpoint;
import io.rankwire.source.SourceFile;
import io.rankwire.source.page.PageResult.Page;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that look otherwise than those of the vendors that are shipped. */
class AnswerFormsTest {
    private static PageResult read(String answer, int status, Map<String, String> headers, String json) {
        String kamelet = """
                metadata: {name: acme}
                spec:
                  definition: {title: Acme, properties: {}}
                  endpoint:
                    account: acme
                    unit: requests
                    cost: 1
                    request: {method: GET, path: /x, query: {page: "{page}"}}
                    paging: {largestPage: 50}
                    answer: {%s}
                    row: {key: %s, name: title}
                """.formatted(answer, answer.contains("rowsById") ? "\"@key\"" : "id");
        Endpoint endpoint = SourceFile.read("acme", new ByteArrayInputStream(kamelet.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow()
                .endpoint();
        assertThat(PathRules.findings(endpoint)).isEmpty();
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new PageReader(endpoint)
                .read(new HttpAnswer(status, "application/json", Optional.empty(), headers, body), Expected.anything());
    }

    private static List<String> keys(PageResult result) {
        return ((Page) result)
                .items().stream().map(item -> item.values().get(0)).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rows: $, success: status            | [{'id':'a'},{'id':'b'}]",
                "rows: d, success: status            | {'d':[{'id':'a'},{'id':'b'}]}",
                "rows: d.e, code: c                  | {'c':0,'d':{'e':[{'id':'a'},{'id':'b'}]}}",
                "rows: d, code: c, success: [1, ok]  | {'c':'ok','d':[{'id':'a'},{'id':'b'}]}",
                "'rows: d, success: {at: s, values: [true]}' | {'s':true,'d':[{'id':'a'},{'id':'b'}]}",
                "rowsById: d, success: status        | {'d':{'a':{},'b':{}}}",
                "rowsById: $, success: status        | {'a':{},'b':{}}"
            })
    void findsRowsInTheirOrder(String answer, String json) {
        assertThat(keys(read(answer, 200, Map.of(), json))).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource({"{'d':{}}", "{'d':[]}", "{'d':null}"})
    void knowsAnEmptyObjectHoweverItIsWritten(String json) {
        assertThat(((Page) read("rowsById: d, success: status", 200, Map.of(), json)).received())
                .isZero();
    }

    @Test
    void takesTotalsOfHeaders() {
        Page page = (Page) read(
                "rows: $, success: status, total: 'n | header:X-Total', requestId: 'header:X-Id'",
                200,
                Map.of("x-total", "62", "x-id", "r1"),
                "[{'id':'a'}]");

        assertThat(page.echo().total()).isEqualTo(OptionalLong.of(62));
        assertThat(page.echo().requestId()).contains("r1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "206 | [{'id':'a'}]              | page",
                "200 | [{'id':'a'}]              | transient",
                "404 | {'error':'no such week'}  | notpublished",
                "400 | {'error':'Please SLOW down now'} | throttled",
                "500 | {'error':'out of credit'} | outofcredits",
                "503 | <html>                    | transient",
                "206 | {'error':'slow down'}     | throttled",
                "206 | {'error':'what'}          | transient"
            })
    void knowsWhatARefusalMeansWithoutAnEnvelope(int status, String json, String word) {
        String answer = "rows: $, success: status, status: [206], message: error,"
                + " faults: {'404': not-published}, faultTexts: {slow down: too-fast, out of credit: credits}";

        assertThat(read(answer, status, Map.of(), json).word()).isEqualTo(word);
    }

    @Test
    void takesATextInPlaceOfTheRowsForTheReason() {
        String answer = "rows: data, code: code, message: message | data, faultTexts: {not ready: not-published}";

        assertThat(read(answer, 200, Map.of(), "{'code':0,'data':'The week is not ready.'}"))
                .isEqualTo(new PageResult.NotPublished("no rows: The week is not ready."));
    }

    @Test
    void saysWhatRowsWithoutAKeyHaveInstead() {
        String rows = "{'product_id':'1'},".repeat(75) + "{'product_id':'1'}";
        Page page = (Page) read("rows: $, success: status", 200, Map.of(), "[" + rows + "]");

        assertThat(page.items()).isEmpty();
        assertThat(page.warnings())
                .containsExactly("76 rows of 76 have no row.key at id and are left out; the first has product_id");
    }
}

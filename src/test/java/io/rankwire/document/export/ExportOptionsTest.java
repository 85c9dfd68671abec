package io.rankwire.document.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rankwire.document.Chosen;
import io.rankwire.document.format.CsvStyle;
import io.rankwire.document.format.Format;
import io.rankwire.text.OperatorMistake;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportOptionsTest {

    @Test
    void hasADefaultForEverything() {
        assertThat(Chosen.file(Map.of())).isEqualTo(Chosen.file(Format.CSV));
        assertThat(Chosen.file(Map.of("format", " ", "columns", "", "encryptFor", "")))
                .isEqualTo(Chosen.file(Format.CSV));
    }

    @Test
    void readsWhatAKameletCanSet() {
        assertThat(Chosen.file(Map.of(
                        "format", "csv",
                        "columns", "rank, key,, rank",
                        "delimiter", "tab",
                        "bom", "true",
                        "forExcel", "true",
                        "compress", "zip",
                        "encryptFor", "config/keys/acme.asc",
                        "fileName", "{region}_{period}")))
                .isEqualTo(new ExportOptions(
                        Format.CSV,
                        List.of("rank", "key"),
                        Chosen.style(new CsvStyle(CsvStyle.Delimiter.TAB, true, true)),
                        new Packing(Compression.ZIP, Optional.of(Path.of("/home/config/keys/acme.asc"))),
                        "{region}_{period}"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "format=xls, \"format is 'xls'; it must be one of csv, jsonl, json, xlsx, parquet\"",
                "delimiter=pipe, \"delimiter is 'pipe'; it must be one of comma, semicolon, tab\"",
                "bom=yes, bom is 'yes'; it must be true or false",
                "compress=rar, \"compress is 'rar'; it must be one of none, gzip, zip\"",
                "format=xlsx&compress=zip, \"compress is zip with format xlsx, which is packed already; leave it at"
                        + " none\"",
                "format=parquet&compress=gzip, \"compress is gzip with format parquet, which is packed already; leave it"
                        + " at none\"",
                "format=json&forExcel=true, forExcel is true with format json; it is for format csv",
                "format=xlsx&bom=true, bom is true with format xlsx; it is for format csv",
                "format=jsonl&delimiter=tab, delimiter is tab with format jsonl; it is for format csv",
                "format=parquet&parquetCompression=gzip, \"parquetCompression is 'gzip'; it must be one of zstd, snappy,"
                        + " none\"",
                "format=csv&parquetCompression=snappy, parquetCompression is snappy with format csv; it is for format"
                        + " parquet",
                "fileName=latest, \"fileName is 'latest'; it needs {period}, {first} or {last}, or every period would"
                        + " replace the one before\"",
            })
    void saysWhatIsWrong(String parameters, String message) {
        Map<String, String> map = new HashMap<>();
        for (String parameter : parameters.split("&", -1)) {
            map.put(parameter.split("=", -1)[0], parameter.split("=", -1)[1]);
        }
        assertThatExceptionOfType(OperatorMistake.class)
                .isThrownBy(() -> Chosen.file(map))
                .withMessage(message);
    }
}

package io.rankwire.document.format;

import io.rankwire.ranking.Row;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.XmlEscapeHelper;

/**
 * A workbook: the ranking on a first sheet, frozen and filtered below its headings, and what it is of on a second, "About".
 * See {@link XlsxColumn} for how values are written.
 */
final class Xlsx {
    /** What a sheet holds below its headings. */
    static final int MOST_ROWS = 1_048_575;

    /** Their cells fit into a processor's cache. */
    private static final int ROWS_AT_A_TIME = 250;

    private static final String HEADING_FILL = "E7E6E6";
    private static final double FACT_WIDTH = 14;
    private static final double VALUE_WIDTH = 80;

    private Xlsx() {}

    static void write(Sheet sheet, OutputStream out) throws IOException {
        int rows = sheet.snapshot().extent().rows();
        if (rows > MOST_ROWS) {
            throw new OperatorMistake("the ranking has " + rows + " rows, and a sheet of format xlsx holds " + MOST_ROWS
                    + "; choose csv or parquet");
        }
        SnapshotFields facts = new SnapshotFields(sheet.snapshot(), sheet.feed());
        Map<String, Map<String, String>> amended = Map.of(
                "xl/worksheets/sheet1.xml",
                amended(rows + 1, sheet.fields().size()),
                "xl/worksheets/sheet2.xml",
                amended(facts.entries().size(), 2));
        try (RepackedZip zip = new RepackedZip(out, Map.of("docProps/core.xml", properties(facts)), amended);
                Workbook workbook = new Workbook(zip, "Rankwire", null)) {
            // Packed once, by the stream that it goes through.
            workbook.setCompressionLevel(0);
            writeRanking(sheet, workbook.newWorksheet("Ranking"));
            writeFacts(facts, workbook.newWorksheet("About"));
        }
    }

    /**
     * What the library writes otherwise than readers need it: it says that every sheet has one cell, which some believe,
     * and that white space at the ends of a text may be dropped.
     */
    private static Map<String, String> amended(int lines, int columns) {
        return Map.of(
                "<dimension ref=\"A1\"/>",
                "<dimension ref=\"A1:" + letters(columns) + lines + "\"/>",
                "<is><t>",
                "<is><t xml:space=\"preserve\">");
    }

    /** The name of a column, counted from 1: A, Z, AA. */
    private static String letters(int column) {
        int before = (column - 1) / 26;
        return (before == 0 ? "" : letters(before)) + (char) ('A' + (column - 1) % 26);
    }

    private static void writeRanking(Sheet sheet, Worksheet ranking) throws IOException {
        List<XlsxColumn> columns = columns(sheet.fields());
        columns.forEach(column -> column.head(ranking));
        head(ranking.range(0, 0, 0, columns.size() - 1));
        ranking.freezePane(0, 1);
        List<Row> block = new ArrayList<>(ROWS_AT_A_TIME);
        int[] lines = {1};
        sheet.forEach((row, raw) -> {
            block.add(row);
            if (block.size() == ROWS_AT_A_TIME) {
                writeBlock(columns, block, ranking, lines[0]);
                lines[0] += block.size();
                block.clear();
            }
        });
        writeBlock(columns, block, ranking, lines[0]);
        ranking.setAutoFilter(0, 0, lines[0] + block.size() - 1, columns.size() - 1);
        ranking.finish();
    }

    /** The last one first: the library makes room for a line up to the cell that is written, and again for the next. */
    private static List<XlsxColumn> columns(List<Field> fields) {
        return IntStream.iterate(fields.size() - 1, at -> at >= 0, at -> at - 1)
                .mapToObj(at -> new XlsxColumn(at, fields.get(at)))
                .toList();
    }

    private static void writeBlock(List<XlsxColumn> columns, List<Row> block, Worksheet ranking, int line)
            throws IOException {
        if (!block.isEmpty()) {
            columns.forEach(column -> column.fill(ranking, line, block));
            ranking.flush();
        }
    }

    private static void writeFacts(SnapshotFields facts, Worksheet about) throws IOException {
        int line = 0;
        for (Map.Entry<String, String> fact : facts.entries().entrySet()) {
            about.inlineString(line, 0, fact.getKey());
            about.inlineString(line, 1, XlsxText.of(fact.getValue()));
            line++;
        }
        head(about.range(0, 0, line - 1, 0));
        about.width(0, FACT_WIDTH);
        about.width(1, VALUE_WIDTH);
        about.finish();
    }

    private static void head(Range range) {
        range.style().bold().fillColor(HEADING_FILL).set();
    }

    /** The library's own would tell the time of day. */
    private static byte[] properties(SnapshotFields facts) {
        String title = facts.feed() + " " + facts.snapshot().period().key();
        return """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
                xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>%s</dc:title>\
                <dc:creator>Rankwire</dc:creator>\
                <dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created></cp:coreProperties>
                """.formatted(
                        XmlEscapeHelper.escape(title),
                        facts.snapshot().origin().fetchedAt().truncatedTo(ChronoUnit.SECONDS))
                .getBytes(StandardCharsets.UTF_8);
    }
}

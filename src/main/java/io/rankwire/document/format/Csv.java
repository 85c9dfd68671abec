package io.rankwire.document.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values: RFC 4180, UTF-8, one header line. Every value is written as it is; only where a person opens
 * the file in a spreadsheet is text written so that the spreadsheet keeps it ({@link CsvForPeople}).
 */
final class Csv {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Csv() {}

    static void write(Sheet sheet, OutputStream out) throws IOException {
        CsvStyle style = sheet.style().csv();
        char delimiter = style.delimiter().character();
        if (style.byteOrderMark() || style.forExcel()) {
            out.write(BYTE_ORDER_MARK);
        }
        if (style.forExcel() && style.delimiter() != CsvStyle.Delimiter.COMMA) {
            // Without it a spreadsheet takes the delimiter of its own country.
            out.write(("sep=" + delimiter + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(delimiter)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(out, StandardCharsets.UTF_8);
        try {
            csv.writeRecord(sheet.fields().stream().map(Field::name).toList());
            List<@Nullable String> line = new ArrayList<>(sheet.fields().size());
            sheet.forEach((row, raw) -> {
                line.clear();
                for (Field field : sheet.fields()) {
                    String value = field.value(row);
                    line.add(value != null && style.forExcel() ? CsvForPeople.of(field, value) : value);
                }
                csv.writeRecord(line);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        csv.flush();
    }
}

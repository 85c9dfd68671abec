package io.rankwire.document.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** A file format. A new one is a class that writes it, and a constant here. */
public enum Format {
    /** For machines: RFC 4180. */
    CSV("text/csv; charset=utf-8", false, false) {
        @Override
        public void write(Sheet sheet, OutputStream out) throws IOException {
            Csv.write(sheet, out);
        }
    },
    /** An object a line. */
    JSONL("application/jsonl", true, false) {
        @Override
        public void write(Sheet sheet, OutputStream out) throws IOException {
            Json.writeLines(sheet, out);
        }
    },
    /** One object: the facts, and the rows in it. */
    JSON("application/json", true, false) {
        @Override
        public void write(Sheet sheet, OutputStream out) throws IOException {
            Json.writeObject(sheet, out);
        }
    },
    /** For people: a workbook. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false, true) {
        @Override
        public void write(Sheet sheet, OutputStream out) throws IOException {
            Xlsx.write(sheet, out);
        }
    },
    /** For warehouses: typed columns. */
    PARQUET("application/vnd.apache.parquet", false, true) {
        @Override
        public void write(Sheet sheet, OutputStream out) throws IOException {
            Parquet.write(sheet, out);
        }
    };

    private final String mediaType;
    private final boolean raw;
    private final boolean packed;

    Format(String mediaType, boolean raw, boolean packed) {
        this.mediaType = mediaType;
        this.raw = raw;
        this.packed = packed;
    }

    /** What operators write, and what file names end with. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String mediaType() {
        return mediaType;
    }

    /** Whether a row can bring the item as it came. */
    public boolean hasRaw() {
        return raw;
    }

    /** Whether its files are packed by themselves. */
    public boolean isPacked() {
        return packed;
    }

    /** Writes a sheet, row by row, and leaves the stream open. The same sheet gives the same bytes. */
    public abstract void write(Sheet sheet, OutputStream out) throws IOException;
}

package io.rankwire.document;

import io.rankwire.ranking.Row;
import io.rankwire.vendor.ColumnType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * How one column is written to Parquet. Position, rank and what is counted in them are INT32; text is STRING; a day is
 * DATE; a whole number is INT64, and DECIMAL(38, 0) in a file that has one beyond 64 bits; an amount is DECIMAL(38, 4),
 * a share DECIMAL(38, 6), with a larger scale in a file that has a value with more decimals. A column with a value that
 * none of this holds exactly (text where a number is due, more than 38 digits) is STRING in that file, as in the CSV.
 *
 * @param scale digits after the point, for a decimal
 */
record ParquetColumn(Field field, Kind kind, int scale) {
    private static final int PRECISION = 38;
    /** What holds 38 digits. */
    private static final int DECIMAL_BYTES = 16;
    /** As many digits as every long can have. */
    private static final int DIGITS_OF_LONG = 18;

    enum Kind {
        INT32,
        INT64,
        DECIMAL,
        DATE,
        STRING
    }

    Type type() {
        return switch (kind) {
            case INT32 -> optional(PrimitiveTypeName.INT32).named(field.name());
            case INT64 -> optional(PrimitiveTypeName.INT64).named(field.name());
            case DATE ->
                optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(field.name());
            case STRING ->
                optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(field.name());
            case DECIMAL ->
                optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                        .length(DECIMAL_BYTES)
                        .as(LogicalTypeAnnotation.decimalType(scale, PRECISION))
                        .named(field.name());
        };
    }

    private static Types.PrimitiveBuilder<PrimitiveType> optional(PrimitiveTypeName name) {
        return Types.optional(name);
    }

    /** Adds a value, which is not missing, to a row. */
    void add(Group group, int place, String value) {
        switch (kind) {
            case INT32 -> group.add(place, Integer.parseInt(value));
            case INT64 ->
                group.add(place, isShort(value) ? Long.parseLong(value) : new BigDecimal(value).longValueExact());
            case DATE -> group.add(place, Math.toIntExact(LocalDate.parse(value).toEpochDay()));
            case STRING -> group.add(place, Binary.fromString(value));
            case DECIMAL -> group.add(place, decimal(new BigDecimal(value)));
        }
    }

    /** Whether a number is a whole one that surely fits into 64 bits: nearly all are, and need no BigDecimal. */
    private static boolean isShort(String number) {
        return number.length() <= DIGITS_OF_LONG && number.indexOf('.') < 0;
    }

    /** The unscaled value, two's complement, big-endian. */
    private Binary decimal(BigDecimal value) {
        byte[] digits = value.setScale(scale).unscaledValue().toByteArray();
        byte[] bytes = new byte[DECIMAL_BYTES];
        Arrays.fill(bytes, (byte) (digits[0] < 0 ? 0xFF : 0));
        System.arraycopy(digits, 0, bytes, bytes.length - digits.length, digits.length);
        return Binary.fromConstantByteArray(bytes);
    }

    /** What is found out about a column in the first pass: a few numbers, however many rows there are. */
    static final class Survey {
        private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
        private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

        private final Field field;
        private boolean typed = true;
        private boolean longs = true;
        private int scale;
        private int digits;

        Survey(Field field) {
            this.field = field;
            this.scale = switch (field.type()) {
                case DECIMAL -> 4;
                case RATE -> 6;
                case INTEGER, TEXT, DATE -> 0;
            };
        }

        void see(Row row) {
            if (!typed || field.place() || field.type() == ColumnType.TEXT) {
                return;
            }
            String value = field.value(row);
            if (value != null) {
                typed = field.type() == ColumnType.DATE ? isDay(value) : field.isNumber(value);
                if (typed && field.type() != ColumnType.DATE) {
                    measure(value);
                }
            }
        }

        private void measure(String number) {
            if (isShort(number)) {
                digits = Math.max(digits, number.length() - (number.charAt(0) == '-' ? 1 : 0));
                return;
            }
            BigDecimal value = new BigDecimal(number);
            BigDecimal shortest = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
            longs &= shortest.scale() <= 0 && shortest.compareTo(LEAST) >= 0 && shortest.compareTo(MOST) <= 0;
            scale = Math.max(scale, shortest.scale());
            digits = Math.max(digits, shortest.precision() - shortest.scale());
        }

        private static boolean isDay(String value) {
            try {
                return LocalDate.parse(value).toString().equals(value);
            } catch (DateTimeException e) {
                return false;
            }
        }

        ParquetColumn column() {
            return new ParquetColumn(field, kind(), scale);
        }

        private Kind kind() {
            if (field.place()) {
                return Kind.INT32;
            }
            if (!typed || digits + scale > PRECISION) {
                return Kind.STRING;
            }
            return switch (field.type()) {
                case TEXT -> Kind.STRING;
                case DATE -> Kind.DATE;
                case INTEGER -> longs ? Kind.INT64 : Kind.DECIMAL;
                case DECIMAL, RATE -> Kind.DECIMAL;
            };
        }
    }
}

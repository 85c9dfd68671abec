package io.rankwire.document.format;

import io.rankwire.source.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
 * How one column is written to Parquet, by what the source declares it to be and never by the values of a file: readers of
 * several files take the schema of one of them, and some then round without a word. Position, rank and what is counted in
 * them are INT32; text is STRING; a day is DATE; a whole number is INT64; an amount or a share is DECIMAL(38, 9), which
 * warehouses know as NUMERIC.
 */
record ParquetColumn(Field field, Kind kind) {
    private static final int PRECISION = 38;
    private static final int SCALE = 9;
    /** What holds 38 digits. */
    private static final int DECIMAL_BYTES = 16;
    /** As many digits as every long can have. */
    private static final int DIGITS_OF_LONG = 18;

    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    enum Kind {
        INT32,
        INT64,
        DECIMAL,
        DATE,
        STRING
    }

    static ParquetColumn of(Field field) {
        if (field.place()) {
            return new ParquetColumn(field, Kind.INT32);
        }
        if (field.name().equals(Field.SORT_VALUE)) {
            // What a feed sorts by is the feed's choice, and feeds of one source are read together.
            return new ParquetColumn(field, Kind.DECIMAL);
        }
        return new ParquetColumn(
                field,
                switch (field.type()) {
                    case TEXT -> Kind.STRING;
                    case DATE -> Kind.DATE;
                    case INTEGER -> Kind.INT64;
                    case DECIMAL, RATE -> Kind.DECIMAL;
                });
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
                        .as(LogicalTypeAnnotation.decimalType(SCALE, PRECISION))
                        .named(field.name());
        };
    }

    private static Types.PrimitiveBuilder<PrimitiveType> optional(PrimitiveTypeName name) {
        return Types.optional(name);
    }

    /** Whether every value that a row can have fits, whatever row steps made of it. */
    boolean holdsAll() {
        return kind == Kind.STRING || kind == Kind.INT32;
    }

    /**
     * Adds a value, which is not missing, to a row: a decimal rounded to what the column has, and nothing where the value
     * is not of its type or too large.
     *
     * @return whether the column now holds exactly that value
     */
    boolean add(Group group, int place, String value) {
        return switch (kind) {
            case INT32 -> {
                group.add(place, Integer.parseInt(value));
                yield true;
            }
            case STRING -> {
                group.add(place, Binary.fromString(value));
                yield true;
            }
            case INT64 -> addLong(group, place, value);
            case DATE -> addDay(group, place, value);
            case DECIMAL -> addDecimal(group, place, value);
        };
    }

    private static boolean addLong(Group group, int place, String value) {
        if (!ColumnType.isPlainNumber(value)) {
            return false;
        }
        // Nearly all are whole and surely fit, and need no BigDecimal.
        if (value.length() <= DIGITS_OF_LONG && value.indexOf('.') < 0) {
            group.add(place, Long.parseLong(value));
            return true;
        }
        BigDecimal number = new BigDecimal(value);
        boolean fits =
                number.stripTrailingZeros().scale() <= 0 && number.compareTo(LEAST) >= 0 && number.compareTo(MOST) <= 0;
        if (fits) {
            group.add(place, number.longValueExact());
        }
        return fits;
    }

    private static boolean addDay(Group group, int place, String value) {
        try {
            LocalDate day = LocalDate.parse(value);
            group.add(place, Math.toIntExact(day.toEpochDay()));
            return day.toString().equals(value);
        } catch (DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    private static boolean addDecimal(Group group, int place, String value) {
        if (!ColumnType.isPlainNumber(value)) {
            return false;
        }
        BigDecimal number = new BigDecimal(value);
        BigDecimal rounded = number.setScale(SCALE, RoundingMode.HALF_UP);
        if (rounded.precision() > PRECISION) {
            return false;
        }
        group.add(place, Binary.fromConstantByteArray(bytes(rounded)));
        return rounded.compareTo(number) == 0;
    }

    /** The unscaled value, two's complement, big-endian. */
    private static byte[] bytes(BigDecimal value) {
        byte[] digits = value.unscaledValue().toByteArray();
        byte[] bytes = new byte[DECIMAL_BYTES];
        Arrays.fill(bytes, (byte) (digits[0] < 0 ? 0xFF : 0));
        System.arraycopy(digits, 0, bytes, bytes.length - digits.length, digits.length);
        return bytes;
    }
}

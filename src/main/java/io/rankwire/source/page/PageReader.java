package io.rankwire.source.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rankwire.source.Column;
import io.rankwire.source.Endpoint;
import io.rankwire.source.page.PageResult.Echo;
import io.rankwire.source.page.PageResult.Page;
import io.rankwire.text.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers of one endpoint, streaming: a row's JSON is walked once, and its bytes are kept as they came.
 *
 * <p>Safe for use by many threads.
 */
public final class PageReader {
    private static final int DEEPEST = 100;
    private static final int LONGEST_TEXT = 4 << 20;

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxStringLength(LONGEST_TEXT)
            .build();

    private static final JsonFactory JSON =
            JsonFactory.builder().streamReadConstraints(BOUNDS).build();

    /** Reads JSON that came inside a string, which vendors write less carefully; no number becomes a double. */
    static final ObjectReader EMBEDDED = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(BOUNDS)
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private static final NearJson NEAR_JSON = new NearJson(BOUNDS);

    private final Endpoint endpoint;
    private final RowReader rows;
    private final Envelope envelope;
    private final List<String> rowsPath;

    public PageReader(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.rows = new RowReader(endpoint, EMBEDDED);
        this.envelope = new Envelope(endpoint.answer(), EMBEDDED);
        this.rowsPath = List.of(endpoint.answer().rows().split("\\."));
    }

    /** What the answer is: a page, or which fault. Never throws for a bad answer. */
    public PageResult read(HttpAnswer answer, Expected expected) {
        if (answer.status() != 200) {
            return refusal(answer);
        }
        Reading strict = new Reading(answer.body(), expected);
        try {
            strict.run();
            return strict.result(answer);
        } catch (IOException e) {
            // Not only JSON's own exceptions: bytes in no known encoding are another.
            return readMended(answer, expected);
        }
    }

    /** One careless value must not cost the ranking; what is still no JSON then was cut, or never was any. */
    private PageResult readMended(HttpAnswer answer, Expected expected) {
        try {
            Reading mended = new Reading(NEAR_JSON.mend(answer.body()), expected);
            mended.odd.say(
                    "the answer has NaN, control characters or bytes that are no text, which JSON does not allow;"
                            + " they are left out");
            mended.run();
            return mended.result(answer);
        } catch (IOException e) {
            return new PageResult.TransientFailure(
                    answer.describe() + " is not the JSON that was promised", answer.retryAfter());
        }
    }

    /** What an answer with another status than 200 is. A code of the vendor's own says more than the status. */
    private PageResult refusal(HttpAnswer answer) {
        Reading reading = new Reading(answer.body(), Expected.anything());
        try {
            reading.run();
        } catch (IOException e) {
            // An error page that is not JSON has no reason to give; the status alone says what it is.
            return VendorFaults.ofStatus(answer, Optional.empty());
        }
        String said = envelope.code(reading.found);
        boolean saysMore = said != null && !said.equals(String.valueOf(answer.status()));
        return saysMore && endpoint.answer().faults().containsKey(said)
                ? VendorFaults.ofCode(endpoint.answer(), said, envelope.message(reading.found), answer)
                : VendorFaults.ofStatus(answer, envelope.message(reading.found));
    }

    /** One answer being read. */
    private final class Reading {
        private final byte[] body;
        private final Expected expected;
        private final String[] found = envelope.begin();
        private final List<Item> items = new ArrayList<>();
        private final Oddities odd = new Oddities();
        private final MessageDigest digest = Sha256.begin();
        private final ByteBuffer hash = ByteBuffer.allocate(Long.BYTES);
        private int received;
        private boolean hasRows;
        private boolean hasNull;
        private @Nullable String unfit;

        Reading(byte[] body, Expected expected) {
            this.body = body;
            this.expected = expected;
        }

        void run() throws IOException {
            try (JsonParser parser = JSON.createParser(body)) {
                if (parser instanceof UTF8StreamJsonParser) {
                    parser.nextToken();
                    walk(parser, 0);
                } else {
                    // Rows are kept as the bytes they came as, and counted in bytes.
                    throw new JsonParseException(parser, "the answer must be UTF-8");
                }
                if (parser.nextToken() != null) {
                    throw new JsonParseException(parser, "more follows the answer");
                }
            }
        }

        /** Follows {@code rowsPath} to the rows; what lies beside it goes into the envelope's slots. */
        private void walk(JsonParser parser, int depth) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "an object was expected");
            }
            boolean passed = false;
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (!field.equals(rowsPath.get(depth))) {
                    envelope.read(parser, rowsPath.subList(0, depth), field, found, odd::say);
                    continue;
                }
                if (passed) {
                    throw new JsonParseException(parser, "two lists of rows");
                }
                passed = true;
                if (depth == rowsPath.size() - 1) {
                    readRows(parser, token);
                } else if (token == JsonToken.START_OBJECT) {
                    walk(parser, depth + 1);
                } else {
                    hasNull = token == JsonToken.VALUE_NULL;
                    // An error may put its reason where the rows should be.
                    envelope.read(parser, rowsPath.subList(0, depth), field, found, odd::say);
                }
            }
        }

        private void readRows(JsonParser parser, JsonToken token) throws IOException {
            if (token != JsonToken.START_ARRAY) {
                hasNull = token == JsonToken.VALUE_NULL;
                parser.skipChildren();
                return;
            }
            hasRows = true;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int start = (int) parser.currentTokenLocation().getByteOffset();
                boolean isObject = parser.currentToken() == JsonToken.START_OBJECT;
                String[] values = isObject ? rows.read(parser, odd) : skip(parser);
                int end = (int) parser.currentLocation().getByteOffset();
                count(new Item(values, body, start, end), isObject);
            }
        }

        private void count(Item item, boolean isObject) {
            received++;
            hash.putLong(0, item.hash());
            digest.update(hash.array());
            if (!isObject) {
                odd.say("a row that is no object was left out");
            } else if (item.values().get(0) == null) {
                odd.say("a row without " + rows.keyPath() + " was left out");
            } else {
                accept(item);
            }
        }

        /** Passes over a row that is null, a text, a number or a list. */
        private String[] skip(JsonParser parser) throws IOException {
            parser.skipChildren();
            // The end of a text or a number is known only once it is read.
            parser.finishToken();
            return new String[endpoint.allColumns().size()];
        }

        private void accept(Item item) {
            expected.rejected().forEach((column, asked) -> {
                if (expected.differs(item, column, asked)) {
                    unfit = other(item, column, asked);
                }
            });
            expected.warned().forEach((column, asked) -> {
                if (expected.differs(item, column, asked)) {
                    odd.say(other(item, column, asked));
                }
            });
            items.add(item);
        }

        private String other(Item item, int column, String asked) {
            String name = endpoint.allColumns().get(column).name();
            return "asked for " + name + " " + asked + ", got rows of "
                    + VendorText.line(item.values().get(column));
        }

        PageResult result(HttpAnswer answer) {
            String status = envelope.code(found);
            if (!"0".equals(status)) {
                return VendorFaults.ofCode(endpoint.answer(), status, envelope.message(found), answer);
            }
            Echo echo = envelope.echo(found);
            if (!hasRows && !(hasNull && saysNothing(echo))) {
                // A missing list is not an empty ranking: taking it for one would report every product as dropped.
                return new PageResult.TransientFailure(
                        "the answer has no list at " + endpoint.answer().rows(), answer.retryAfter());
            }
            if (unfit != null) {
                return new PageResult.Rejected(unfit);
            }
            return new Page(items, received, echo, HexFormat.of().formatHex(digest.digest()), odd.lines());
        }

        /** Whether null in place of the rows means that there are none; beside a total it is a fault. */
        private static boolean saysNothing(Echo echo) {
            return echo.total().orElse(0) == 0 && !echo.hasMore().orElse(false);
        }
    }

    /**
     * What the rows should be of.
     *
     * @param rejected values that a row must have, if it has the column at all; others make the page unfit
     * @param warned values that a row should have; others are kept with a warning
     */
    public record Expected(Map<Integer, String> rejected, Map<Integer, String> warned) {

        /** What was asked for, as far as the endpoint's rows say what they are of. */
        public static Expected of(Endpoint endpoint, Map<String, String> scope) {
            return new Expected(
                    expected(endpoint, endpoint.answer().rejectUnless(), scope),
                    expected(endpoint, endpoint.answer().warnUnless(), scope));
        }

        private static Map<Integer, String> expected(
                Endpoint endpoint, Map<String, String> parameters, Map<String, String> scope) {
            List<String> columns =
                    endpoint.allColumns().stream().map(Column::name).toList();
            Map<Integer, String> expected = new HashMap<>();
            parameters.forEach((column, parameter) -> {
                if (scope.containsKey(parameter)) {
                    expected.put(columns.indexOf(column), scope.get(parameter));
                }
            });
            return expected;
        }

        /** Whether the row says in that column that it is of something else. */
        boolean differs(Item item, int column, String asked) {
            String got = item.values().get(column);
            return got != null && !got.equals(asked);
        }

        public static Expected anything() {
            return new Expected(Map.of(), Map.of());
        }
    }
}

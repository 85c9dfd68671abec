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
import io.rankwire.source.Endpoint;
import io.rankwire.source.endpoint.AnswerForm;
import io.rankwire.source.page.PageResult.Echo;
import io.rankwire.source.page.PageResult.Page;
import io.rankwire.text.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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
        this.envelope = new Envelope(endpoint, EMBEDDED);
        String path = endpoint.answer().rows();
        this.rowsPath = path.equals(AnswerForm.WHOLE) ? List.of() : List.of(path.split("\\."));
    }

    /** What the answer is: a page, or which fault. Never throws for a bad answer. */
    public PageResult read(HttpAnswer answer, Expected expected) {
        if (!endpoint.answer().statuses().contains(answer.status())) {
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

    /** What an answer with a status that no page has is. A code of the vendor's own says more than the status. */
    private PageResult refusal(HttpAnswer answer) {
        AnswerForm form = endpoint.answer();
        Reading reading = new Reading(answer.body(), Expected.anything());
        try {
            reading.run();
        } catch (IOException e) {
            // An error page that is not JSON has no reason to give; the status alone says what it is.
            return VendorFaults.ofStatus(form, answer, Optional.empty());
        }
        Optional<String> message = envelope.message(reading.found, answer);
        Optional<String> said = envelope.code(reading.found, answer)
                .filter(code -> !code.equals(String.valueOf(answer.status())))
                .filter(form.faults().codes()::containsKey);
        return said.isPresent()
                ? VendorFaults.ofCode(form, said, message, answer)
                : VendorFaults.ofStatus(form, answer, message);
    }

    /** One answer being read. */
    private final class Reading {
        private final byte[] body;
        private final Expected expected;
        private final String[] found = envelope.begin();
        private final List<Item> items = new ArrayList<>();
        private final Oddities odd = new Oddities();
        private final KeylessRows keyless = new KeylessRows(EMBEDDED);
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
                    JsonToken token = parser.nextToken();
                    if (rowsPath.isEmpty() && mayBeRows(token)) {
                        readRows(parser, token);
                    } else {
                        walk(parser, 0);
                    }
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
                if (rowsPath.isEmpty() || !field.equals(rowsPath.get(depth))) {
                    envelope.read(parser, rowsPath.subList(0, depth), field, found, odd::say);
                    continue;
                }
                if (passed) {
                    throw new JsonParseException(parser, "two lists of rows");
                }
                passed = true;
                if (depth == rowsPath.size() - 1 && mayBeRows(token)) {
                    readRows(parser, token);
                } else if (token == JsonToken.START_OBJECT && depth < rowsPath.size() - 1) {
                    walk(parser, depth + 1);
                } else {
                    hasNull = token == JsonToken.VALUE_NULL;
                    // An error may put its reason where the rows should be.
                    envelope.read(parser, rowsPath.subList(0, depth), field, found, odd::say);
                }
            }
        }

        private boolean mayBeRows(JsonToken token) {
            return token == JsonToken.START_ARRAY || (endpoint.answer().keyed() && token == JsonToken.START_OBJECT);
        }

        /** Reads a list of rows, or an object whose members they are. */
        private void readRows(JsonParser parser, JsonToken token) throws IOException {
            if (endpoint.answer().keyed() && token == JsonToken.START_ARRAY) {
                // PHP writes an object without members as an empty list.
                hasRows = parser.nextToken() == JsonToken.END_ARRAY;
                while (parser.currentToken() != JsonToken.END_ARRAY) {
                    parser.skipChildren();
                    parser.nextToken();
                }
                return;
            }
            hasRows = true;
            while (!parser.nextToken().isStructEnd()) {
                String key = token == JsonToken.START_OBJECT ? parser.currentName() : null;
                if (key != null) {
                    parser.nextToken();
                }
                int start = (int) parser.currentTokenLocation().getByteOffset();
                boolean isObject = parser.currentToken() == JsonToken.START_OBJECT;
                String[] values = isObject ? rows.read(parser, key, odd) : skip(parser);
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
                keyless.add(item);
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
            AnswerForm form = endpoint.answer();
            Optional<String> message = envelope.message(found, answer);
            if (!envelope.succeeded(found, answer)) {
                return VendorFaults.ofCode(form, envelope.code(found, answer), message, answer);
            }
            Echo echo = envelope.echo(found, answer);
            if (!hasRows && !(hasNull && saysNothing(echo))) {
                // A missing list is not an empty ranking: taking it for one would report every product as dropped.
                return VendorFaults.ofText(form, message, answer)
                        .orElseGet(() -> new PageResult.TransientFailure(
                                "the answer has no " + (form.keyed() ? "object" : "list") + " at " + form.rows(),
                                answer.retryAfter()));
            }
            if (unfit != null) {
                return new PageResult.Rejected(unfit);
            }
            keyless.line(received, rows.keyPath()).ifPresent(odd::say);
            return new Page(items, received, echo, HexFormat.of().formatHex(digest.digest()), odd.lines());
        }

        /** Whether null in place of the rows means that there are none; beside a total it is a fault. */
        private static boolean saysNothing(Echo echo) {
            return echo.total().orElse(0) == 0 && !echo.hasMore().orElse(false);
        }
    }
}

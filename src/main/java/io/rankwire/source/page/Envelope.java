package io.rankwire.source.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectReader;
import io.rankwire.source.Endpoint;
import io.rankwire.source.page.PageResult.Echo;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an answer says beside its rows. Safe for use by many threads. */
final class Envelope {
    private final Harvest harvest;
    private final int code;
    private final List<Integer> messages;
    private final int requestId;
    private final int total;
    private final int hasMore;
    private final int period;

    Envelope(Endpoint.Answer answer, ObjectReader json) {
        this.harvest = new Harvest(json);
        this.code = harvest.add(answer.code());
        this.messages = Stream.of(answer.message().split("\\s*\\|\\s*"))
                .map(harvest::add)
                .toList();
        this.requestId = slot(answer.requestId());
        this.total = slot(answer.total());
        this.hasMore = slot(answer.hasMore());
        this.period = slot(answer.period());
    }

    private int slot(@Nullable String path) {
        return path == null ? -1 : harvest.add(path);
    }

    /** Nothing found yet. */
    @Nullable
    String[] begin() {
        return new String[harvest.size()];
    }

    /** Reads the value of a field that lies below the fields in {@code above}. */
    void read(JsonParser parser, List<String> above, String field, @Nullable String[] found, Consumer<String> warnings)
            throws IOException {
        harvest.readField(parser, above, field, found, warnings);
    }

    /** The vendor's code; null when there is none. */
    @Nullable
    String code(@Nullable String[] found) {
        return found[code];
    }

    Optional<String> message(@Nullable String[] found) {
        return messages.stream()
                .map(slot -> found[slot])
                .filter(text -> text != null && !text.isBlank())
                .findFirst();
    }

    Echo echo(@Nullable String[] found) {
        return new Echo(
                count(text(found, total)),
                Optional.ofNullable(text(found, hasMore)).flatMap(Envelope::yesOrNo),
                Optional.ofNullable(text(found, period))
                        .filter(p -> !p.isBlank())
                        .map(VendorText::line),
                Optional.ofNullable(text(found, requestId)).map(VendorText::line));
    }

    private static @Nullable String text(@Nullable String[] found, int slot) {
        return slot < 0 ? null : found[slot];
    }

    /** A total as number or text; anything else is no total. */
    private static OptionalLong count(@Nullable String text) {
        if (text == null || !text.matches("\\d{1,18}")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    /** A yes or no as word or number; anything else says nothing. */
    private static Optional<Boolean> yesOrNo(String text) {
        return switch (text) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}

package io.rankwire.source.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectReader;
import io.rankwire.source.Endpoint;
import io.rankwire.source.endpoint.AnswerForm;
import io.rankwire.source.endpoint.Success;
import io.rankwire.source.page.PageResult.Echo;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an answer says beside its rows. Safe for use by many threads. */
final class Envelope {
    private final Harvest harvest;
    private final Success success;
    private final Places status;
    private final Places code;
    private final Places message;
    private final Places requestId;
    private final Places total;
    private final Places hasMore;
    private final Places period;
    private final Places pageSize;
    private final Places next;

    Envelope(Endpoint endpoint, ObjectReader json) {
        AnswerForm.Places places = endpoint.answer().places();
        this.harvest = new Harvest(json);
        this.success = endpoint.answer().success();
        this.code = Places.of(places.code(), harvest);
        this.status = success.at() == null ? code : Places.of(Optional.of(success.at()), harvest);
        this.message = Places.of(places.message(), harvest);
        this.requestId = Places.of(places.requestId(), harvest);
        this.total = Places.of(places.total(), harvest);
        this.hasMore = Places.of(places.hasMore(), harvest);
        this.period = Places.of(places.period(), harvest);
        this.pageSize = Places.of(places.pageSize(), harvest);
        this.next = Places.of(Optional.ofNullable(endpoint.paging().next()), harvest);
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

    /** Whether the answer says that it is a page; what no success is said of is one by its status. */
    boolean succeeded(@Nullable String[] found, HttpAnswer answer) {
        return success.isByStatus()
                || status.find(found, answer).filter(success.values()::contains).isPresent();
    }

    /** The vendor's code, or else what it says instead of success; empty when there is neither. */
    Optional<String> code(@Nullable String[] found, HttpAnswer answer) {
        return code.find(found, answer).or(() -> status.find(found, answer));
    }

    Optional<String> message(@Nullable String[] found, HttpAnswer answer) {
        return message.find(found, answer);
    }

    Echo echo(@Nullable String[] found, HttpAnswer answer) {
        return new Echo(
                total.find(found, answer).map(Envelope::count).orElse(OptionalLong.empty()),
                hasMore.find(found, answer).flatMap(Envelope::yesOrNo),
                period.find(found, answer).map(VendorText::line),
                requestId.find(found, answer).map(VendorText::line),
                pageSize.find(found, answer).map(Envelope::count).orElse(OptionalLong.empty()),
                next.find(found, answer));
    }

    /** A total as number or text; anything else is no total. */
    private static OptionalLong count(String text) {
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
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

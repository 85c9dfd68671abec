package io.rankwire.source.page;

import io.rankwire.source.endpoint.AnswerForm;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one value beside the rows may be, best first: in the body or in a header.
 *
 * @param places each a slot of the harvest or, where that is negative, a header
 */
record Places(List<OnePlace> places) {
    /** A slot, or a header where it is negative. */
    private record OnePlace(int slot, String header) {}

    /** The places that a kamelet names as {@code data.total | header:X-Total}. */
    static Places of(Optional<String> written, Harvest harvest) {
        return new Places(written.stream()
                .flatMap(AnswerForm::alternatives)
                .map(place -> one(place, harvest))
                .toList());
    }

    private static OnePlace one(String place, Harvest harvest) {
        return place.startsWith(AnswerForm.HEADER)
                ? new OnePlace(-1, place.substring(AnswerForm.HEADER.length()))
                : new OnePlace(harvest.add(place), "");
    }

    /** The first value there is that is not blank. */
    Optional<String> find(@Nullable String[] found, HttpAnswer answer) {
        for (OnePlace place : places) {
            Optional<String> value =
                    place.slot() < 0 ? answer.header(place.header()) : Optional.ofNullable(found[place.slot()]);
            if (value.filter(text -> !text.isBlank()).isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }
}

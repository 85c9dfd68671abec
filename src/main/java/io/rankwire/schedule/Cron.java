package io.rankwire.schedule;

import io.rankwire.text.OperatorMistake;
import java.text.ParseException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/**
 * A cron expression of Quartz, seconds first, {@code 0 0 8 ? * MON}, read by the very parser that fires it.
 *
 * @param text as it is written; a plus stands for a blank, as in an address
 */
public record Cron(String text) {
    private static final Pattern FIELD = Pattern.compile("[^\\s+]+");

    /** An expression for each field that is right when what is put in is. */
    private static final List<String> AROUND = List.of(
            "%s 0 0 * * ?",
            "0 %s 0 * * ?", "0 0 %s * * ?", "0 0 0 %s * ?", "0 0 0 1 %s ?", "0 0 0 ? * %s", "0 0 0 1 1 ? %s");

    /** A field, and with which character it begins. */
    record Field(String text, int from) {}

    /**
     * Something to say about a part of the text.
     *
     * @param from with which character the part begins
     * @param message a whole sentence
     */
    public record Remark(int from, String message) {}

    List<Field> fields() {
        return FIELD.matcher(text)
                .results()
                .map(field -> new Field(field.group(), field.start()))
                .toList();
    }

    /** What is wrong with it; empty when it can be read. */
    public Optional<Remark> fault() {
        List<Field> fields = fields();
        if (fields.size() < AROUND.size() - 1 || fields.size() > AROUND.size()) {
            String hint = UnixCron.inQuartz(fields.stream().map(Field::text).toList())
                    .filter(Cron::isSound)
                    .map(right -> "did you mean " + right + "?")
                    .orElse("Mondays at eight are 0 0 8 ? * MON");
            return Optional.of(new Remark(
                    0,
                    says("it has " + fields.size() + (fields.size() == 1 ? " field" : " fields")
                            + ", and needs 6 or 7, seconds first; " + hint)));
        }
        return reason(text).map(reason -> IntStream.range(0, fields.size())
                .mapToObj(number -> fault(fields.get(number), number))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(new Remark(fields.get(3).from(), says(reason))));
    }

    private Optional<Remark> fault(Field field, int number) {
        if (field.text().equals("?")) {
            // Right or wrong by what stands in the other field for a day.
            return Optional.empty();
        }
        Optional<CronNames.Part> wrong = CronNames.ofField(number).flatMap(names -> names.wrong(field.text()));
        return reason(AROUND.get(number).formatted(field.text()))
                .map(reason -> new Remark(
                        field.from() + wrong.map(CronNames.Part::from).orElse(0),
                        says(reason + wrong.map(CronNames.Part::says).orElse(""))));
    }

    private static Optional<String> reason(String text) {
        try {
            expression(text);
            return Optional.empty();
        } catch (ParseException e) {
            String message = String.valueOf(e.getMessage());
            if (message.startsWith("Support for specifying both")) {
                return Optional.of("the day of the month or the day of the week must be ?");
            }
            // What follows is the name of a class of Java's.
            return Optional.of(
                    message.startsWith("Illegal cron expression format") ? "this part of it cannot be read" : message);
        }
    }

    /** What of it is passed over without a word, with what comes of it. */
    public List<Remark> ignored() {
        List<Field> fields = fields();
        return CronNames.all()
                .flatMap(names -> {
                    Field field = fields.get(names.field());
                    return names.ignored(field.text()).stream()
                            .map(part -> new Remark(field.from() + part.from(), part.says()));
                })
                .toList();
    }

    private static boolean isSound(String text) {
        Cron cron = new Cron(text);
        return cron.fault().isEmpty() && cron.ignored().isEmpty();
    }

    /**
     * What fires it.
     *
     * @throws OperatorMistake naming what cannot be read
     */
    CronExpression expression(ZoneId zone) {
        fault().ifPresent(fault -> {
            throw new OperatorMistake(fault.message());
        });
        try {
            CronExpression expression = expression(text);
            expression.setTimeZone(TimeZone.getTimeZone(zone));
            return expression;
        } catch (ParseException e) {
            throw new OperatorMistake(says(e.getMessage()), e);
        }
    }

    private static CronExpression expression(String text) throws ParseException {
        return new CronExpression(text.replace('+', ' '));
    }

    private String says(@Nullable String reason) {
        return "cron is '" + text + "': " + reason;
    }
}

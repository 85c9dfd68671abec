package io.rankwire.schedule;

import io.rankwire.text.Nearest;
import io.rankwire.text.OperatorMistake;
import java.text.ParseException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.quartz.CronExpression;

/** The names that the fields for months and days of the week take, three letters each. */
enum CronNames {
    MONTHS(4, "in", "0 0 0 1 %s ?") {
        @Override
        List<String> whole() {
            return Stream.of(Month.values()).map(Enum::name).toList();
        }

        @Override
        LocalDate day(int number) {
            return LocalDate.of(2024, number, 1);
        }
    },
    DAYS(5, "on", "0 0 0 ? * %s") {
        @Override
        List<String> whole() {
            return Stream.concat(
                            Stream.of(DayOfWeek.SUNDAY),
                            Arrays.stream(DayOfWeek.values()).limit(6))
                    .map(Enum::name)
                    .toList();
        }

        @Override
        LocalDate day(int number) {
            return LocalDate.of(2024, 1, 6).plusDays(number);
        }
    };

    /** What Quartz reads of an item, and what it leaves. */
    private static final Pattern ITEM = Pattern.compile("(?<first>[A-Z]{3})(?:-(?<last>[A-Z]{3}))?(?<rest>.*)");

    private static final Pattern WORD = Pattern.compile("[A-Z]{2,}");

    private final int field;
    private final String preposition;
    private final String around;

    CronNames(int field, String preposition, String around) {
        this.field = field;
        this.preposition = preposition;
        this.around = around;
    }

    /** The names as a calendar has them, in the order of their numbers, which begin with 1. */
    abstract List<String> whole();

    /** A day in the month, or on the day of the week, of that number. */
    abstract LocalDate day(int number);

    /** What there is to say of a part of a field, and with which character that begins. */
    record Part(int from, String says) {}

    static Stream<CronNames> all() {
        return Stream.of(values());
    }

    static Optional<CronNames> ofField(int number) {
        return all().filter(names -> names.field == number).findFirst();
    }

    /** Which of the fields takes them. */
    int field() {
        return field;
    }

    private List<String> names() {
        return whole().stream().map(name -> name.substring(0, 3)).toList();
    }

    /** The first word in a field that is none of the names. */
    Optional<Part> wrong(String text) {
        return WORD.matcher(text.toUpperCase(Locale.ROOT))
                .results()
                .filter(word -> names().stream().noneMatch(word.group()::startsWith))
                .map(word -> new Part(word.start(), Nearest.hint(word.group(), names())))
                .findFirst();
    }

    /** What stands behind names in a field and is passed over. */
    List<Part> ignored(String field) {
        List<Part> ignored = new ArrayList<>();
        int from = 0;
        for (String item : field.split(",", -1)) {
            Matcher read = ITEM.matcher(item.toUpperCase(Locale.ROOT));
            if (read.matches() && isIgnored(read)) {
                ignored.add(new Part(from + read.start("rest"), says(item, read)));
            }
            from += item.length() + 1;
        }
        return ignored;
    }

    private boolean isIgnored(Matcher item) {
        String rest = item.group("rest");
        String last = item.group("last") == null ? item.group("first") : item.group("last");
        boolean occurrence = this == DAYS && item.group("last") == null && rest.matches("L|#[1-5]");
        return !rest.isEmpty() && !occurrence && !whole().contains(last + rest);
    }

    private String says(String item, Matcher read) {
        String kept = item.substring(0, read.start("rest"));
        String rest = item.substring(read.start("rest"));
        String numbers = numbers(read) + rest;
        String hint = rest.matches("/[1-9]\\d?") ? "; " + numbers + " is " + String.join(", ", due(numbers)) : "";
        return "cron: Quartz passes over " + rest + " behind a name, so " + item + " is due " + preposition + " "
                + String.join(", ", due(kept)) + hint;
    }

    private String numbers(Matcher item) {
        int first = names().indexOf(item.group("first")) + 1;
        return item.group("last") == null
                ? String.valueOf(first)
                : first + "-" + (names().indexOf(item.group("last")) + 1);
    }

    /** Which of them an item stands for, as Quartz reads it. */
    private List<String> due(String item) {
        List<String> due = new ArrayList<>();
        try {
            CronExpression expression = new CronExpression(around.formatted(item));
            expression.setTimeZone(TimeZone.getTimeZone("UTC"));
            for (int number = 1; number <= names().size(); number++) {
                if (expression.isSatisfiedBy(
                        Date.from(day(number).atStartOfDay(ZoneOffset.UTC).toInstant()))) {
                    due.add(names().get(number - 1));
                }
            }
            return due;
        } catch (ParseException e) {
            throw new OperatorMistake("cron is '" + item + "': " + e.getMessage(), e);
        }
    }
}

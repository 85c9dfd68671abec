package io.rankwire.document.highlight;

import io.rankwire.ranking.Row;
import io.rankwire.ranking.Snapshot;
import io.rankwire.source.Caption;
import io.rankwire.source.Column;
import io.rankwire.source.ColumnType;
import io.rankwire.source.Endpoint;
import io.rankwire.source.Layout;
import io.rankwire.text.OneLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a report shows of one row, as its source's layout says, in the reader's figures. */
public final class Cells {
    /** For what the vendor does not say. */
    public static final String MISSING = "–";

    private static final int GMV_USD = Endpoint.STANDARD.indexOf(new Column("gmvUsd", ColumnType.DECIMAL));
    private static final Pattern ADDRESS = Pattern.compile("https?://[!-~&&[^\"<>\\\\^`{|}]]{1,490}");
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_DETAIL = 48;
    private static final int LONGEST_WORD = 12;
    /** Two fit beside a name on a phone; a third one stands below them. */
    private static final int MOST_FIGURES = 3;

    /** Of a source that shows nothing of its own. */
    private final Snapshot snapshot;

    private final Layout layout;
    private final Words words;
    private final Figures figures;
    private final List<String> shown;

    public Cells(Snapshot snapshot, Layout layout, Words words, Figures figures) {
        this.snapshot = snapshot;
        this.layout = layout;
        this.words = words;
        this.figures = figures;
        Set<String> names = new LinkedHashSet<>();
        sortColumn().ifPresent(names::add);
        layout.figures().stream().map(Cells::amountAsOne).forEach(names::add);
        this.shown = names.stream().limit(MOST_FIGURES).toList();
    }

    /** Cells of what every source has. */
    public static Cells plain(Snapshot snapshot, Words words) {
        return new Cells(snapshot, Layout.NONE, words, new Figures(words));
    }

    /** An amount in USD and one in the vendor's currency are the same figure. */
    private static String amountAsOne(String column) {
        return column.equals("gmvUsd") ? "gmv" : column;
    }

    private Optional<String> sortColumn() {
        return snapshot.sortColumn()
                .map(sort -> snapshot.columns().get(sort).name())
                .map(Cells::amountAsOne);
    }

    public Optional<String> sortTitle() {
        return sortColumn().map(this::title);
    }

    /** What a column is called, in front of people. */
    public String title(String column) {
        boolean own = layout.columns().containsKey(column) || !words.has("column." + column);
        return OneLine.of(own ? layout.title(column, words.locale()) : words.say("column." + column), 40);
    }

    public List<String> figureTitles() {
        return shown.stream().map(this::title).toList();
    }

    /** One for each of {@link #figureTitles()}. */
    public List<String> figures(Row row) {
        return shown.stream().map(column -> value(row, column).orElse(MISSING)).toList();
    }

    /** The line below the name: texts, and figures with what they count. */
    public List<String> details(Row row) {
        List<String> details = new ArrayList<>();
        for (String entry : layout.details()) {
            largest(row, Layout.alternatives(entry))
                    .filter(column -> !shown.contains(column))
                    .flatMap(column -> detail(row, column))
                    .filter(detail -> !details.contains(detail))
                    .ifPresent(details::add);
        }
        return details;
    }

    private Optional<String> largest(Row row, List<String> columns) {
        return columns.size() == 1
                ? Optional.of(columns.get(0))
                : columns.stream()
                        .filter(column -> number(row, column).isPresent())
                        .max(Comparator.comparing(column -> number(row, column).orElseThrow()));
    }

    private Optional<String> detail(Row row, String column) {
        if (type(column) == ColumnType.TEXT) {
            return value(row, column);
        }
        boolean share = type(column) == ColumnType.RATE
                && Optional.ofNullable(layout.columns().get(column))
                        .flatMap(Caption::format)
                        .isEmpty();
        // A share in passing needs no decimals.
        Optional<String> value = share
                ? number(row, column).map(number -> figures.percent(number.setScale(2, RoundingMode.HALF_UP)))
                : value(row, column);
        return value.map(text -> text + " " + within(title(column)));
    }

    /** A title within a line begins small, unless it is an abbreviation. */
    private static String within(String title) {
        boolean word = title.length() > 1 && Character.isLowerCase(title.charAt(1));
        return word ? title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1) : title;
    }

    private ColumnType type(String name) {
        int column = snapshot.column(name);
        return column < 0 ? ColumnType.TEXT : snapshot.columns().get(column).type();
    }

    /** The row's value as people read it; empty when it is missing. */
    private Optional<String> value(Row row, String name) {
        if (name.equals("gmv")) {
            return money(row);
        }
        String value = row.value(snapshot.column(name));
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        ColumnType type = type(name);
        Optional<BigDecimal> number = type.numeric() ? Figures.number(value) : Optional.empty();
        return Optional.of(
                number.map(n -> written(n, row, name, type)).orElseGet(() -> OneLine.of(value, LONGEST_DETAIL)));
    }

    private String written(BigDecimal number, Row row, String name, ColumnType type) {
        Caption caption = layout.columns().get(name);
        if (caption != null && caption.format().isPresent()) {
            return switch (caption.format().get()) {
                case MONEY -> figures.money(number, currency(row));
                case PERCENT -> figures.percent(number.movePointLeft(2));
                case GROWTH -> figures.growth(number);
            };
        }
        return type == ColumnType.RATE ? figures.percent(number) : figures.plain(number);
    }

    /**
     * A number and what it counts.
     *
     * @param currency empty for what is no money
     */
    public record Amount(BigDecimal value, String currency) {}

    /** The row's amount in USD, as every source has it; empty when the vendor does not say. */
    static Optional<BigDecimal> gmvUsd(Row row) {
        return Figures.number(row.value(GMV_USD));
    }

    /** The row's amount as it is written, with its currency and that currency's decimals. */
    public Optional<String> money(Row row) {
        return amount(row).map(amount -> figures.money(amount.value(), amount.currency()));
    }

    /** What was sold, for how much: in USD if that is known, else in the currency that it came in. */
    Optional<Amount> amount(Row row) {
        return number(row, "gmvUsd").map(usd -> new Amount(usd, "USD")).or(() -> number(row, "gmv")
                .map(own -> new Amount(own, currency(row))));
    }

    /** What is added up over the rows; empty when the source has nothing of that kind, or the row does not say. */
    Optional<Amount> added(Row row) {
        String total = layout.total();
        if (total == null) {
            return Optional.empty();
        }
        if (amountAsOne(total).equals("gmv")) {
            return amount(row);
        }
        boolean money = Optional.ofNullable(layout.columns().get(total))
                .flatMap(Caption::format)
                .filter(format -> format == Caption.Format.MONEY)
                .isPresent();
        return number(row, total).map(number -> new Amount(number, money ? currency(row) : ""));
    }

    /** Whether the sum is of money, so that amounts without a currency have no place in it. */
    boolean addsMoney() {
        String total = layout.total();
        Caption caption = total == null ? null : layout.columns().get(total);
        return total != null
                && (amountAsOne(total).equals("gmv")
                        || (caption != null && caption.format().equals(Optional.of(Caption.Format.MONEY))));
    }

    private Optional<BigDecimal> number(Row row, String column) {
        return Figures.number(row.value(snapshot.column(column)));
    }

    private String currency(Row row) {
        return text(row, "currency")
                .map(currency -> OneLine.of(currency, LONGEST_WORD))
                .orElse("");
    }

    /** A column's text; empty when it is missing. */
    Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.value(snapshot.column(column))).filter(text -> !text.isBlank());
    }

    /** The row's address, if it is one that a mail may link to. */
    public Optional<String> url(Row row) {
        return text(row, "url").filter(url -> ADDRESS.matcher(url).matches());
    }

    /** The row's picture: none that would go over the wire in the clear. */
    public Optional<String> image(Row row) {
        return text(row, "imageUrl").filter(url -> ADDRESS.matcher(url).matches() && url.startsWith("https:"));
    }

    public static String name(Row row) {
        String name = OneLine.of(row.name(), LONGEST_NAME);
        return name.isEmpty() ? OneLine.of(row.key(), LONGEST_NAME) : name;
    }
}

package io.rankwire.poll;

import io.rankwire.source.PageRequest;
import io.rankwire.source.page.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A vendor in memory that tells its pages apart in any way: one ranking, in pages of the size that is asked for. */
final class PagedVendor {
    private static final Pattern ASKED = Pattern.compile("\"at\":\"?([^\",}]+)");
    private static final Pattern SIZE = Pattern.compile("\"pagesize\":(\\d+)");
    private static final Pattern LINKED = Pattern.compile("from=(\\d+)");

    /** How pages are told apart, as the kamelet says it. */
    enum Way {
        PAGE("{page}", "by: page"),
        PAGE_FROM_0("{page}", "by: page, first: 0"),
        OFFSET("{offset}", "by: offset"),
        CURSOR("{cursor}", "by: cursor, next: data.next"),
        LINK("", "by: link, next: data.next"),
        LINK_HEADER("", "by: link, next: 'header:Link'"),
        NONE("", "by: none");

        private final String placeholder;
        private final String paging;

        Way(String placeholder, String paging) {
            this.placeholder = placeholder;
            this.paging = paging;
        }
    }

    private final List<String> rows;
    private final List<String> asked = new ArrayList<>();
    private Way way = Way.PAGE;
    private boolean saysTotal = true;
    private boolean repeats;
    private boolean namesItself;
    private int granted = Integer.MAX_VALUE;
    private int emptyAfter = -1;
    private @Nullable String link;

    PagedVendor(List<String> rows) {
        this.rows = List.copyOf(rows);
    }

    /** The kamelet of the other tests, changed to this way of paging. */
    String describe(String kamelet, Way paged, String morePaging) {
        way = paged;
        String at = paged.placeholder.isEmpty() ? "" : "at: \"" + paged.placeholder + "\", ";
        return kamelet.replace("page: \"{page}\", ", at)
                .replace("{ largestPage: 50 }", "{ largestPage: 50, " + paged.paging + morePaging + " }")
                .replace("      hasMore: data.has_more\n", "      pageSize: data.size\n");
    }

    /** Whether it says how many rows there are; else that is null. */
    PagedVendor saysTotal(boolean says) {
        saysTotal = says;
        return this;
    }

    /** Has it send its last page again and again. */
    PagedVendor repeatsItsLastPage() {
        repeats = true;
        return this;
    }

    /** Has its last page name itself as the next. */
    PagedVendor namesItsLastPageAgain() {
        namesItself = true;
        return this;
    }

    /** Has it send no more rows a page than these, and say so. */
    PagedVendor grants(int most) {
        granted = most;
        return this;
    }

    /** Has it send an empty page that names another behind so many rows. */
    PagedVendor hasAnEmptyPageAfter(int row) {
        emptyAfter = row;
        return this;
    }

    /** Has its first page name this as the next. */
    PagedVendor linksTo(String address) {
        link = address;
        return this;
    }

    /** How each request named its page; - for not at all. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    void forgetAsked() {
        asked.clear();
    }

    HttpAnswer answer(PageRequest request) {
        String at = request.linked() ? first(LINKED, request.path()) : first(ASKED, request.body());
        asked.add(at);
        int size = way == Way.NONE ? rows.size() : Math.min(granted, Integer.parseInt(first(SIZE, request.body())));
        int begin = begin(at, size);
        if (begin == emptyAfter && !at.endsWith("b")) {
            return answer(List.of(), size, at + "b");
        }
        int from = repeats && begin >= rows.size() ? (rows.size() - 1) / size * size : Math.min(begin, rows.size());
        int to = Math.min(from + size, rows.size());
        return answer(rows.subList(from, to), size, next(begin, begin + size));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "-";
    }

    private int begin(String at, int size) {
        if (at.equals("-")) {
            return 0;
        }
        int number = Integer.parseInt(at.replaceAll("[^0-9]", ""));
        return way == Way.PAGE ? (number - 1) * size : way == Way.PAGE_FROM_0 ? number * size : number;
    }

    private @Nullable String next(int begin, int after) {
        boolean last = after >= rows.size();
        if (last && !repeats && !namesItself) {
            return null;
        }
        int named = last && namesItself ? begin : after;
        return way == Way.CURSOR ? "c" + named : link != null ? link : "https://acme.example/rank?from=" + named;
    }

    private HttpAnswer answer(List<String> page, int size, @Nullable String next) {
        String inBody = next == null || way == Way.LINK_HEADER ? "null" : "\"" + next + "\"";
        String body = "{\"code\":0,\"data\":{\"list\":[" + String.join(",", page) + "],\"total\":"
                + (saysTotal ? String.valueOf(rows.size()) : "null") + ",\"size\":" + size + ",\"next\":" + inBody
                + "}}";
        Map<String, String> headers = next == null || way != Way.LINK_HEADER
                ? Map.of()
                : Map.of("link", "<https://acme.example/rank?from=0>; rel=\"first\", <" + next + ">; rel=\"next\"");
        return new HttpAnswer(
                200, "application/json", Optional.empty(), headers, body.getBytes(StandardCharsets.UTF_8));
    }
}

package io.rankwire.command.plan;

import io.rankwire.account.Accounts;
import io.rankwire.feed.Feed;
import io.rankwire.feed.Period;
import io.rankwire.source.NextPage;
import io.rankwire.source.PageRequest;
import io.rankwire.source.Requests;
import io.rankwire.source.Source;
import io.rankwire.source.endpoint.Authentication;
import io.rankwire.source.endpoint.PagingForm;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests of a feed's first two pages as they would be sent, in place of each secret the property that holds it. */
public record ShownRequests(Source source, Feed feed, Period period, Accounts accounts) {
    private static final String UNKNOWN_CURSOR = "CURSOR-OF-PAGE-1";

    /** The fields of each request, for a listing. */
    public List<Map<String, Object>> lines() {
        List<Map<String, Object>> lines = new ArrayList<>();
        lines.add(line(NextPage.FIRST));
        PagingForm paging = source.endpoint().paging();
        int size = feed.limits().pageSize();
        boolean isOne = paging.by() == PagingForm.By.NONE
                || 2L * size > paging.cap().reach(size)
                || size >= feed.limits().maxRows();
        if (!isOne && paging.by() == PagingForm.By.LINK) {
            lines.add(head(2, source.endpoint().request().method(), "the address that page 1 names"));
        } else if (!isOne) {
            lines.add(line(new NextPage(2, size, paging.by() == PagingForm.By.CURSOR ? UNKNOWN_CURSOR : null)));
        }
        return lines;
    }

    private Map<String, Object> line(NextPage page) {
        PageRequest request = new Requests(source).page(feed, period, page, accounts::property);
        Authentication authentication = source.endpoint().authentication();
        String shown = authentication.shown(feed.account());
        String address = request.address(accounts.account(feed.account()).url());
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        if (authentication.by() == Authentication.By.QUERY) {
            address += (address.contains("?") ? "&" : "?") + shown;
        } else if (!shown.isEmpty()) {
            int colon = shown.indexOf(": ");
            headers.put(shown.substring(0, colon), shown.substring(colon + 2));
        }
        Map<String, Object> line = head(page.number(), request.method(), address);
        line.put("headers", headers);
        line.put("body", request.body());
        return line;
    }

    private Map<String, Object> head(int page, String method, String address) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("feed", feed.name());
        line.put("series", feed.label());
        line.put("period", period.toString());
        line.put("page", page);
        line.put("method", method);
        line.put("url", address);
        return line;
    }

    /** Prints them as HTTP has them. */
    public void print(PrintWriter out) {
        for (Map<String, Object> line : lines()) {
            out.println(line.get("series") + ", " + line.get("period") + ", page " + line.get("page") + ":");
            out.println("  " + line.get("method") + " " + line.get("url"));
            if (line.get("headers") instanceof Map<?, ?> headers) {
                headers.forEach((name, value) -> out.println("  " + name + ": " + value));
            }
            if (line.get("body") instanceof String body && !body.isEmpty()) {
                out.println("  " + body);
            }
            out.println();
        }
    }
}

package io.rankwire.source.page;

import io.rankwire.source.Endpoint;
import io.rankwire.source.endpoint.Authentication;
import io.rankwire.source.endpoint.PagingForm;
import io.rankwire.source.page.PageResult.Page;
import io.rankwire.text.Addresses;
import io.rankwire.text.KnownSecrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page after one, where that one names it: as it is kept until it is asked for. Of a link the path and the query are,
 * so that whatever a vendor writes no other host is asked; no secret is kept.
 */
public final class FollowingPage {
    private static final int LONGEST = 4_000;

    /** A link and its parameters (RFC 8288). */
    private static final Pattern LINK =
            Pattern.compile("<([^>]*+)>((?:\\s*+;\\s*+[^\\s\"=,;]++(?:\\s*+=\\s*+(?:\"[^\"]*+\"|[^\\s\",;]++))?+)*+)");

    private static final Pattern NEXT =
            Pattern.compile("(?i);\\s*rel\\s*=\\s*(\"([^\"]*\\s)?next(\\s[^\"]*)?\"|next\\s*(;|$))");

    private FollowingPage() {}

    /** The result with what it says of the page after it as that is kept; a refusal where it cannot be asked for. */
    public static PageResult keep(PageResult result, Endpoint endpoint, URI asked) {
        if (!(result instanceof Page page)
                || page.echo().next().isEmpty()
                || !endpoint.paging().by().isNamedByThePageBefore()) {
            return result;
        }
        String said = page.echo().next().get();
        if (endpoint.paging().by() == PagingForm.By.CURSOR) {
            return with(page, said);
        }
        Optional<String> written = said.startsWith("<") ? ofHeader(said) : Optional.of(said.strip());
        if (written.isEmpty()) {
            return page.withNext(Optional.empty());
        }
        try {
            URI link = asked.resolve(new URI(written.get()));
            return origin(link).equals(origin(asked))
                    ? with(page, pathAndQuery(link, endpoint.authentication()))
                    : new PageResult.Rejected("the link to the next page leads to another server, "
                            + VendorText.line(origin(link)) + ", which is not asked");
        } catch (URISyntaxException e) {
            return new PageResult.Rejected("the link to the next page is no address");
        }
    }

    private static PageResult with(Page page, String next) {
        return next.length() > LONGEST || !KnownSecrets.masked(next).equals(next)
                ? new PageResult.Rejected("what the page says of the next one is too long, or repeats a secret")
                : page.withNext(Optional.of(next));
    }

    private static String pathAndQuery(URI link, Authentication authentication) {
        String query = link.getRawQuery() == null ? "" : withoutSecret(link.getRawQuery(), authentication);
        return link.getRawPath() + (query.isEmpty() ? "" : "?" + query);
    }

    private static Optional<String> ofHeader(String header) {
        for (Matcher link = LINK.matcher(header); link.find(); ) {
            if (NEXT.matcher(link.group(2)).find()) {
                return Optional.of(link.group(1));
            }
        }
        return Optional.empty();
    }

    private static String withoutSecret(String query, Authentication authentication) {
        String secret = Addresses.escape(authentication.name()) + "=";
        return authentication.by() == Authentication.By.QUERY
                ? Arrays.stream(query.split("&"))
                        .filter(pair -> !pair.startsWith(secret))
                        .collect(Collectors.joining("&"))
                : query;
    }

    private static String origin(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        int port = address.getPort() < 0 ? usual : address.getPort();
        return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}

package io.rankwire.source;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One page's request, without the key that authorizes it.
 *
 * @param method GET or POST
 * @param path what follows the account's address, with its query
 * @param linked whether the path begins at the host itself: a vendor named it as the address of the next page
 * @param headers beside those of every request
 * @param body JSON; empty for none
 */
public record PageRequest(String method, String path, boolean linked, Map<String, String> headers, String body) {
    public PageRequest {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** The whole address, at an account's. */
    public String address(URI account) {
        return (linked ? account.getScheme() + "://" + account.getRawAuthority() : account.toString()) + path;
    }
}

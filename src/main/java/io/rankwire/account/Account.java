package io.rankwire.account;

import io.rankwire.text.OperatorMistake;
import java.net.URI;
import java.util.OptionalLong;

/**
 * A vendor's account, as {@code config/rankwire.properties} describes it under its name. Its key is not here: see
 * {@link Accounts#token}.
 *
 * @param name the prefix of its properties
 * @param url the vendor's address
 * @param requestsPerSecond how fast it may be asked
 * @param parallelRequests how many requests may be under way at once
 * @param monthlyLimit how much it may spend in a calendar month, in the endpoint's unit; empty for no limit
 */
public record Account(String name, URI url, int requestsPerSecond, int parallelRequests, OptionalLong monthlyLimit) {
    public Account {
        if (requestsPerSecond < 1) {
            throw new OperatorMistake(name + ".requestsPerSecond is " + requestsPerSecond + "; it must be 1 or more");
        }
    }
}

package io.rankwire.poll;

import io.rankwire.account.Account;
import io.rankwire.account.Accounts;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/** The accounts of a desk: as quick as asked, with a key and a limit that tests change. */
final class DeskAccounts implements Accounts {
    private final IntSupplier parallelRequests;
    private final Map<String, String> tokens = new HashMap<>();
    private OptionalLong monthlyLimit = OptionalLong.empty();

    DeskAccounts(IntSupplier parallelRequests) {
        this.parallelRequests = parallelRequests;
    }

    void limit(long monthly) {
        monthlyLimit = OptionalLong.of(monthly);
    }

    void token(String account, String token) {
        tokens.put(account, token);
    }

    @Override
    public Account account(String name) {
        return new Account(
                name, URI.create("https://acme.example"), 1_000_000, parallelRequests.getAsInt(), monthlyLimit);
    }

    @Override
    public String property(String name, String property) {
        return tokens.getOrDefault(name, "first key");
    }

    @Override
    public String configuration(String name) {
        return tokens.getOrDefault(name, "first key");
    }
}

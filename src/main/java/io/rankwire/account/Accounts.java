package io.rankwire.account;

import io.rankwire.text.OperatorMistake;

/** The accounts that operators have described. */
public interface Accounts {
    /**
     * The account of that name, as it is described now.
     *
     * @throws OperatorMistake naming the property that is missing or wrong
     */
    Account account(String name);

    /**
     * The account's key, read anew at each call and kept nowhere.
     *
     * @throws OperatorMistake naming the property that holds no key
     */
    String token(String name);
}

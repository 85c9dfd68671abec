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
     * What a property of the account holds, its token among them, read anew at each call and kept nowhere.
     *
     * @throws OperatorMistake naming the property when it holds nothing
     */
    String property(String name, String property);

    /** Everything that is set for the account beside what {@link Account} has, secrets too: for nothing but a digest. */
    String configuration(String name);
}

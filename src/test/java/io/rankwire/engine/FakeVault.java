package io.rankwire.engine;

import org.apache.camel.spi.PropertiesFunction;

/** What the component of a vault brings, in so far as the program sees it; the vault is an environment variable. */
public final class FakeVault implements PropertiesFunction {
    static final String VARIABLE = "FAKE_VAULT";

    /** A vault wants to know where it is as soon as the function is there. */
    public FakeVault() {
        if (System.getenv(VARIABLE) == null) {
            throw new IllegalStateException("there is no vault here");
        }
    }

    @Override
    public String getName() {
        return "hashicorp";
    }

    @Override
    public String apply(String remainder) {
        return remainder.equals("secret:rankwire/fastmoss#token") ? System.getenv(VARIABLE) : null;
    }
}

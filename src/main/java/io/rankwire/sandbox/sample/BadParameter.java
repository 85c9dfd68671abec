package io.rankwire.sandbox.sample;

/** A request that the vendor refuses; the message names the parameter and the rule. */
public final class BadParameter extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadParameter(String parameter, String problem) {
        super(parameter + " " + problem);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

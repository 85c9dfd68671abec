package io.rankwire.sandbox;

/** A request that the vendor refuses; the message names the parameter and the rule. */
final class BadParameter extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadParameter(String parameter, String problem) {
        super(parameter + " " + problem);
    }
}

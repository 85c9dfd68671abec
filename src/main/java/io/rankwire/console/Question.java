package io.rankwire.console;

import io.vertx.core.http.HttpServerRequest;
import java.math.BigInteger;
import java.util.Optional;

/** What a request asks for: a page's path and what stands behind its question mark. */
record Question(HttpServerRequest request) {

    /** A word of the path, by its name there. */
    String word(String name) {
        return request.getParam(name);
    }

    /**
     * A number of the path.
     *
     * @throws Unanswerable if it is none
     */
    long number(String name) {
        String text = request.getParam(name);
        if (!text.matches("\\d+")) {
            throw new Unanswerable(404, "'" + text + "' is not a number");
        }
        return within(name, text, Long.MAX_VALUE);
    }

    /** A parameter; empty when it is absent or blank. */
    Optional<String> find(String name) {
        return Optional.ofNullable(request.getParam(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /**
     * A parameter that is a number of at least 0.
     *
     * @throws Unanswerable if it is none
     */
    Optional<Long> findNumber(String name) {
        return findNumber(name, Long.MAX_VALUE);
    }

    /**
     * A parameter that is a number from 0 to {@code most}.
     *
     * @throws Unanswerable if it is none
     */
    Optional<Long> findNumber(String name, long most) {
        return find(name).map(text -> within(name, text, most));
    }

    private static long within(String name, String text, long most) {
        if (!text.matches("\\d{1,19}") || new BigInteger(text).compareTo(BigInteger.valueOf(most)) > 0) {
            throw new Unanswerable(400, name + " is '" + text + "'; it must be a whole number from 0 to " + most);
        }
        return Long.parseLong(text);
    }

    /** What is asked for is not there, or is asked for in a wrong way. */
    static final class Unanswerable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        /** With an HTTP status and a sentence for who asks. */
        Unanswerable(int status, String message) {
            super(message, null, false, false);
            this.status = status;
        }

        /** Never null. */
        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }

        int status() {
            return status;
        }
    }
}

package io.rankwire.sandbox.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A way for a vendor to fail or to mislead, each seen or documented. Named in kebab-case on the command line. */
public enum Fault {
    /** 429 with {@code Retry-After}. */
    TOO_MANY_REQUESTS(429, 429, "qps limit exceeded"),
    /** FastMoss 30003 in an HTTP 200. */
    ACCESS_FREQUENCY(30003, 0, "access frequency limit"),
    PAYMENT_REQUIRED(402, 402, "insufficient credits"),
    QUOTA_500(500, 500, "Usage Limit Exceeded"),
    /** FastMoss 30002 in an HTTP 200. */
    DATA_LIMIT(30002, 0, "data limit reached"),
    SERVER_ERROR(503, 503, "service unavailable"),
    /** FastMoss 40001 in an HTTP 200. */
    SERVICE_ERROR(40001, 0, "service error"),
    UNAUTHORIZED(30001, 401, "no access"),
    /** 200 with a page of HTML. */
    HTML,
    /** The connection closes halfway through the announced body. */
    CUT_BODY,
    /** The body arrives piece by piece over some seconds. */
    SLOW_BODY,
    /** No rows, total 0, as for a period that is not out yet. */
    UNPUBLISHED,
    /** From a page on, every page starts with the last rows of the page before. */
    DRIFT,
    /** From a page on, every page has the rows of the page before the first such. */
    SAME_PAGE,
    /** The rows of another region than asked. */
    OTHER_REGION,
    /** The rows, and where there is one the echo, of the period before the asked one. */
    OTHER_PERIOD,
    NULL_TOTAL,
    /** The total is a word. */
    NONSENSE_TOTAL;

    private final int fastMossCode;
    private final int keyApiCode;
    private final String message;

    Fault() {
        this(0, 0, "");
    }

    Fault(int fastMossCode, int keyApiCode, String message) {
        this.fastMossCode = fastMossCode;
        this.keyApiCode = keyApiCode;
        this.message = message;
    }

    /** Looks a fault up; an unknown one is an {@link IllegalArgumentException} that lists those there are. */
    public static Fault named(String kebabCase) {
        return Arrays.stream(values())
                .filter(fault -> fault.kebabCase().equals(kebabCase))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("fault '" + kebabCase + "' is not known; one of "
                        + Arrays.stream(values()).map(Fault::kebabCase).collect(Collectors.joining(", "))));
    }

    public String kebabCase() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the vendor refuses the request, rather than answering it in a misleading way. */
    boolean refuses() {
        return !message.isEmpty();
    }

    /** Whether it changes every page from the given one on, instead of that page only. */
    boolean lasting() {
        return this == DRIFT || this == SAME_PAGE;
    }

    /** The code in the body, or 0 when the vendor has none for this. */
    public int code(Vendor vendor) {
        return vendor == Vendor.FASTMOSS ? fastMossCode : keyApiCode;
    }

    public String message() {
        return message;
    }
}

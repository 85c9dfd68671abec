package io.rankwire.transport.drop;

/** What happens to a file that has the name of one to be delivered. */
enum OnExisting {
    /** The same content counts as delivered, other content is replaced. */
    SKIP_IF_SAME,
    /** The same content counts as delivered, so that a repeated attempt succeeds; other content is never touched. */
    FAIL,
    /** It is replaced without being looked at. */
    REPLACE
}

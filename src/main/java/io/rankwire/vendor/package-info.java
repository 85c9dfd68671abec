/**
 * How an endpoint is asked and how it answers.
 *
 * <p>An {@link io.rankwire.vendor.Endpoint} is read from a source kamelet's own file: request, paging, cost, where the
 * rows are and what their fields mean. This room builds requests from it, reads answers into pages without a number
 * ever passing through a double, says what every fault means, and keeps the pace and the budget of an account.
 */
package io.rankwire.vendor;

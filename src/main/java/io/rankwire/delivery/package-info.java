/**
 * Getting documents to where they are wanted: the ledger of deliveries, when a failed one is tried again, what a fault
 * means, and how files, mails and webhooks are named and signed so that a repeat is recognised.
 */
package io.rankwire.delivery;

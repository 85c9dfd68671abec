/** The ledger of deliveries: what is owed, attempted and settled. It knows no transport. */
package io.rankwire.delivery;

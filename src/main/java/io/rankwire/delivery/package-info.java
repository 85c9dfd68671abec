/** The ledger of deliveries: what is owed, attempted and settled. It knows no transport. */
@NullMarked
package io.rankwire.delivery;

import org.jspecify.annotations.NullMarked;

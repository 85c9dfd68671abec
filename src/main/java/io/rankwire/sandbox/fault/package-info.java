/** Ways in which a vendor fails, to be planned. */
package io.rankwire.sandbox.fault;

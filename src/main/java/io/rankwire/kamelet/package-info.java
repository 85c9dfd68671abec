/** Kamelets: how they are defined, and how routes use them. */
package io.rankwire.kamelet;

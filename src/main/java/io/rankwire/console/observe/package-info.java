/** Health, metrics and traces. */
package io.rankwire.console.observe;

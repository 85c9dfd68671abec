/** What an operator's files are checked against: each other, settings, kamelets, components, keys. */
package io.rankwire.operator.workspace;

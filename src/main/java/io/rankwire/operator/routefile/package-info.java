/** A route file with places (line and column), and what is found to be wrong with it. */
package io.rankwire.operator.routefile;

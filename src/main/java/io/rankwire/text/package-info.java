/**
 * What is said to people: the one type for a mistake that an operator can mend.
 *
 * <p>Decides what makes a fault final.
 */
package io.rankwire.text;

/**
 * What the program says and keeps of text: the one cleaner of what comes from outside, the secrets that it masks, and the
 * one type for a mistake that an operator can mend.
 *
 * <p>Decides what may be told, and what makes a fault final. Most upstream of all rooms.
 */
package io.rankwire.text;

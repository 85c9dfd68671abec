/**
 * The thin steps that YAML names, the loading of operators' files, and the reading of their settings.
 *
 * <p>Steps adapt an exchange to the plain rooms and decide nothing. This is where Camel begins.
 */
package io.rankwire.camel;

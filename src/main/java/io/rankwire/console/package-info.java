/** The pages of the console and their JSON. */
package io.rankwire.console;

/** The commands, one a file. */
package io.rankwire.command;

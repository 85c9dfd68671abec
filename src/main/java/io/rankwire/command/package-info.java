/** The commands, one a file. */
@NullMarked
package io.rankwire.command;

import org.jspecify.annotations.NullMarked;

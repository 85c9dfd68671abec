/** Drops of files into folders and onto SFTP servers: whole or not at all, never two at once. */
@NullMarked
package io.rankwire.transport.drop;

import org.jspecify.annotations.NullMarked;

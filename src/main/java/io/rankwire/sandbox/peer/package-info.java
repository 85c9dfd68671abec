/** Partners to deliver to: a folder behind SFTP, a mail server, a receiver of webhooks. */
@NullMarked
package io.rankwire.sandbox.peer;

import org.jspecify.annotations.NullMarked;

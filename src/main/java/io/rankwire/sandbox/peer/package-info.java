/** Partners to deliver to: a folder behind SFTP, a mail server, a receiver of webhooks. */
package io.rankwire.sandbox.peer;

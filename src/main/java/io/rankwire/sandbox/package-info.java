/**
 * The other side of every wire, in one process: two vendors, an SFTP server, a mail server and a webhook receiver.
 *
 * <p>{@code rankwire demo} and the tests talk to these instead of the world. The vendors keep the published contracts
 * strictly, so that a wrong request fails here before it fails there, and their rankings are a function of scope and
 * period alone, so that a demo tells the same story twice. They can be told to fail in every way that was seen or
 * documented. The room decides nothing for the application, binds to the loopback interface only, and everything named
 * in it is made up.
 */
@NullMarked
package io.rankwire.sandbox;

import org.jspecify.annotations.NullMarked;

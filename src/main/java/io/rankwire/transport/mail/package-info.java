/** Mail: letters, their MIME form, the server, and what it says of each recipient. */
package io.rankwire.transport.mail;

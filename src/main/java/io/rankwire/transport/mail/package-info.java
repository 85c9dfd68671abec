/** Mail: letters, their MIME form, the server, and what it says of each recipient. */
@NullMarked
package io.rankwire.transport.mail;

import org.jspecify.annotations.NullMarked;

/** Webhooks and chats: payloads, signatures, and the answers that mean yes. */
@NullMarked
package io.rankwire.transport.webhook;

import org.jspecify.annotations.NullMarked;

/** Webhooks and chats: payloads, signatures, and the answers that mean yes. */
package io.rankwire.transport.webhook;

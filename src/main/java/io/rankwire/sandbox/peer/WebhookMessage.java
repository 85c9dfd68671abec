package io.rankwire.sandbox.peer;

/**
 * A webhook as it came in.
 *
 * @param timestamp seconds since 1970, as sent
 * @param verified whether its signature and time were right
 */
public record WebhookMessage(String id, String timestamp, String body, boolean verified) {}

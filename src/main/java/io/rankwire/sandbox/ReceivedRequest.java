package io.rankwire.sandbox;

/**
 * A request that a vendor got.
 *
 * @param page the page asked for, 0 when the request did not say it readably
 * @param status the HTTP status it was answered with
 */
public record ReceivedRequest(String method, String path, int page, int status) {}

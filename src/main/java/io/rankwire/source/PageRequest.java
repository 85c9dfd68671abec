package io.rankwire.source;

/**
 * One page's request, without the key that authorizes it.
 *
 * @param method GET or POST
 * @param path what follows the account's address, with its query
 * @param body JSON; empty for none
 */
public record PageRequest(String method, String path, String body) {}

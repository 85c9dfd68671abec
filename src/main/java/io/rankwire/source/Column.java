package io.rankwire.source;

/**
 * A column of a ranking.
 *
 * @param name the name in every document, camelCase
 * @param type what its values are
 */
public record Column(String name, ColumnType type) {}

package io.rankwire.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table of the store, as the database describes it.
 *
 * @param columns in the order of their names
 * @param parents the other tables that its rows refer to
 * @param own the columns that refer to rows of the table itself
 */
record Table(String name, Set<String> columns, Set<String> parents, Set<String> own) {
    Table {
        columns = java.util.Collections.unmodifiableSet(new TreeSet<>(columns));
        parents = Set.copyOf(parents);
        own = Set.copyOf(own);
    }

    /** Every table that holds what Rankwire keeps, each after those that it refers to. */
    static List<Table> all(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        List<Table> left = new ArrayList<>();
        try (ResultSet rs =
                data.getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (rs.next()) {
                String name = rs.getString("TABLE_NAME");
                if (!name.startsWith("flyway_") && !name.startsWith("sqlite_")) {
                    left.add(read(connection, data, name));
                }
            }
        }
        List<Table> ordered = new ArrayList<>();
        Set<String> done = new TreeSet<>();
        while (!left.isEmpty()) {
            List<Table> ready = left.stream()
                    .filter(table -> done.containsAll(table.parents()))
                    .toList();
            if (ready.isEmpty()) {
                throw new IllegalStateException("the tables " + left + " refer to each other in a circle");
            }
            ordered.addAll(ready);
            left.removeAll(ready);
            ready.forEach(table -> done.add(table.name()));
        }
        return ordered;
    }

    private static Table read(Connection connection, DatabaseMetaData data, String name) throws SQLException {
        Set<String> columns = new TreeSet<>();
        try (ResultSet rs = data.getColumns(connection.getCatalog(), connection.getSchema(), name, "%")) {
            while (rs.next()) {
                columns.add(rs.getString("COLUMN_NAME"));
            }
        }
        Set<String> parents = new TreeSet<>();
        Set<String> own = new TreeSet<>();
        try (ResultSet rs = data.getImportedKeys(connection.getCatalog(), connection.getSchema(), name)) {
            while (rs.next()) {
                String parent = rs.getString("PKTABLE_NAME");
                if (parent.equals(name)) {
                    own.add(rs.getString("FKCOLUMN_NAME"));
                } else {
                    parents.add(parent);
                }
            }
        }
        return new Table(name, columns, parents, own);
    }

    /** Its rows, every column, in any order. */
    String select() {
        return "select " + String.join(", ", columns) + " from " + name;
    }

    String insert() {
        return "insert into " + name + " (" + String.join(", ", columns) + ") values ("
                + String.join(", ", java.util.Collections.nCopies(columns.size(), "?")) + ")";
    }
}

package io.rankwire.store;

import io.rankwire.text.OperatorMistake;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Brings everything in a store into another, empty one: all of it, checked row by row, or nothing. */
public final class StoreCopy {
    /** Every store is made with a row in them, which gives way to the copied one. */
    private static final Set<String> NEVER_EMPTY = Set.of("operator_post");

    private static final int ROWS_AT_ONCE = 100;

    private final Store from;
    private final Store to;
    private final Clock clock;

    public StoreCopy(Store from, Store to, Clock clock) {
        this.from = from;
        this.to = to;
        this.clock = clock;
    }

    /**
     * A table that was copied.
     *
     * @param checksum of its rows, in hex, the same on both sides
     */
    public record Copied(String table, long rows, String checksum) {
        private static Copied of(Table table, TableDigest digest) {
            return new Copied(table.name(), digest.rows(), digest.toString());
        }
    }

    /**
     * Copies everything.
     *
     * @throws OperatorMistake when a process works on the source, or the target is not empty
     */
    public List<Copied> run() {
        List<String> working = new Nodes(from, clock).working();
        if (!working.isEmpty()) {
            throw new OperatorMistake(
                    "the store " + from.address() + " is worked on by " + working.get(0) + "; stop it first");
        }
        try {
            // The source is seen as it is at one moment; what is thrown takes back what was written.
            return from.jdbi().inTransaction(TransactionIsolationLevel.SERIALIZABLE, source -> to.jdbi()
                    .inTransaction(target -> copy(source.getConnection(), target.getConnection())));
        } catch (SQLException e) {
            throw new IllegalStateException("the store could not be copied, and nothing was: " + e.getMessage(), e);
        }
    }

    private List<Copied> copy(Connection source, Connection target) throws SQLException {
        List<Table> tables = Table.all(source);
        if (!tables.equals(Table.all(target))) {
            throw new IllegalStateException(
                    "the two stores have not the same tables: " + tables + " and " + Table.all(target));
        }
        refuseRows(tables, target);
        List<Copied> copied = new ArrayList<>();
        for (Table table : tables) {
            copied.add(copy(table, source, target));
        }
        return copied;
    }

    private void refuseRows(List<Table> tables, Connection target) throws SQLException {
        for (Table table : tables) {
            if (NEVER_EMPTY.contains(table.name())) {
                continue;
            }
            try (Statement statement = target.createStatement();
                    ResultSet any = statement.executeQuery(table.select() + " limit 1")) {
                if (any.next()) {
                    throw new OperatorMistake("the store " + to.address() + " is not empty, there are rows in "
                            + table.name() + "; copy into an empty one");
                }
            }
        }
    }

    private Copied copy(Table table, Connection source, Connection target) throws SQLException {
        if (NEVER_EMPTY.contains(table.name())) {
            try (Statement statement = target.createStatement()) {
                statement.executeUpdate("delete from " + table.name());
            }
        }
        TableDigest read = new TableDigest();
        try (PreparedStatement insert = target.prepareStatement(table.insert())) {
            int[] waiting = {0};
            forEachRow(table, source, row -> {
                read.add(row);
                bind(insert, table, row);
                if (++waiting[0] % ROWS_AT_ONCE == 0) {
                    insert.executeBatch();
                }
            });
            insert.executeBatch();
        }
        relate(table, source, target);
        if (table.columns().contains("id")) {
            Dialect dialect = to.address().dialect();
            dialect.continueAfter(target, table.name(), from.address().dialect().newestId(source, table.name()));
        }
        TableDigest written = new TableDigest();
        forEachRow(table, target, written::add);
        Copied copied = Copied.of(table, read);
        if (!copied.equals(Copied.of(table, written))) {
            throw new IllegalStateException(
                    "the copy of " + copied + " is " + Copied.of(table, written) + "; nothing was copied");
        }
        return copied;
    }

    /** What refers to rows of the same table waits until they are all there. */
    private static void bind(PreparedStatement insert, Table table, Object[] row) throws SQLException {
        int place = 0;
        for (String column : table.columns()) {
            Object value = table.own().contains(column) ? null : row[place];
            place++;
            if (value == null) {
                insert.setNull(place, Types.NULL);
            } else {
                insert.setObject(place, value);
            }
        }
        insert.addBatch();
    }

    private static void relate(Table table, Connection source, Connection target) throws SQLException {
        for (String column : table.own()) {
            String referring = "select id, " + column + " from " + table.name() + " where " + column + " is not null";
            try (Statement statement = source.createStatement();
                    PreparedStatement update = target.prepareStatement(
                            "update " + table.name() + " set " + column + " = ? where id = ?")) {
                statement.setFetchSize(ROWS_AT_ONCE);
                try (ResultSet rs = statement.executeQuery(referring)) {
                    while (rs.next()) {
                        update.setLong(1, rs.getLong(2));
                        update.setLong(2, rs.getLong(1));
                        update.executeUpdate();
                    }
                }
            }
        }
    }

    private interface RowConsumer {
        void accept(Object[] row) throws SQLException;
    }

    /** One row after the other, a few in memory at a time. */
    private static void forEachRow(Table table, Connection connection, RowConsumer consumer) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rs = statement.executeQuery(table.select())) {
                while (rs.next()) {
                    Object[] row = new Object[table.columns().size()];
                    for (int i = 0; i < row.length; i++) {
                        Object value = rs.getObject(i + 1);
                        row[i] = value instanceof Integer number ? (Object) number.longValue() : value;
                    }
                    consumer.accept(row);
                }
            }
        }
    }
}

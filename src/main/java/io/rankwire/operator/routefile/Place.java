package io.rankwire.operator.routefile;

/** Where in a file something stands; both are counted from 1. */
public record Place(int line, int column) implements Comparable<Place> {
    /** The beginning of a file. */
    public static final Place START = new Place(1, 1);

    /** So many characters further on in the same line. */
    Place plus(int characters) {
        return new Place(line, column + characters);
    }

    @Override
    public int compareTo(Place other) {
        return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
    }
}

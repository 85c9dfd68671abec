package io.rankwire.sandbox.fault;

/** Who is being imitated. */
public enum Vendor {
    FASTMOSS("FastMoss"),
    KEYAPI("KeyAPI");

    private final String title;

    Vendor(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}

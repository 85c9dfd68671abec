package io.rankwire.sandbox;

/** Who is being imitated. */
enum Vendor {
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

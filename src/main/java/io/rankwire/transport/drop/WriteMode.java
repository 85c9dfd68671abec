package io.rankwire.transport.drop;

/** How a file comes to its name in a folder. */
enum WriteMode {
    /** Written under a temporary name that begins with a dot, then renamed: a reader never meets a part of it. */
    RENAME,
    /** Written under its own name and checked; its manifest comes last. For servers that let nothing be renamed. */
    DIRECT,
    /** Written under its own name in another folder, then moved. For servers that take a file as soon as it is closed. */
    TEMP_FOLDER;

    /** The name that a file has until it gets its own. */
    String staged(String name) {
        return this == RENAME ? "." + name + ".part" : name;
    }
}

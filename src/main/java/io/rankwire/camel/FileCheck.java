package io.rankwire.camel;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Says what is wrong with operators' files. */
@FunctionalInterface
public interface FileCheck {
    /**
     * What keeps files from being loaded.
     *
     * @param file the file that is asked about; empty for all of them
     */
    List<RouteDesk.Problem> problems(Optional<Path> file);
}

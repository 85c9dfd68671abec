package io.rankwire.operator.desk;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Says what is wrong with operators' files. */
@FunctionalInterface
public interface FileCheck {
    /**
     * What keeps files from being taken over, by file, as all of them are on disk now. A mistake in the settings is told of
     * the settings' own file, and without a place of every file that reads them.
     */
    Map<Path, List<FileProblem>> problems();
}

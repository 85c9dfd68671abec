package io.rankwire.engine;

import io.rankwire.operator.check.Checker;
import io.rankwire.operator.desk.FileCheck;
import io.rankwire.operator.desk.FileProblem;
import io.rankwire.operator.routefile.Mistake;
import io.rankwire.settings.Home;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the checker says of the operator's files, as the desk takes it. */
final class CheckedFiles implements FileCheck, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckedFiles.class);

    private final Home home;
    private final Checker checker;

    CheckedFiles(Home home, Map<String, String> overrides) {
        this.home = home;
        this.checker = new Checker(home, overrides);
    }

    /** The first look at the files takes the longest; what it learns is kept until they are loaded. */
    void lookAhead() {
        try {
            checker.checkAll();
        } catch (RuntimeException e) {
            LOG.debug("The same will be thrown, and told, when the files are loaded", e);
        }
    }

    @Override
    public Map<Path, List<FileProblem>> problems() {
        Map<Path, List<FileProblem>> problems = new HashMap<>();
        checker.errors()
                .forEach((file, mistakes) -> problems.put(
                        home.resolve(file),
                        mistakes.stream().map(mistake -> problem(file, mistake)).toList()));
        return problems;
    }

    private FileProblem problem(String file, Mistake mistake) {
        Path path = home.resolve(file);
        return mistake.file().equals(file)
                ? new FileProblem(
                        path, mistake.place().line() + ":" + mistake.place().column(), mistake.message())
                : new FileProblem(path, "", mistake.line());
    }

    @Override
    public void close() {
        checker.close();
    }
}

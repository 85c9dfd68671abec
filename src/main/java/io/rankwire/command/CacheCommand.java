package io.rankwire.command;

import io.rankwire.text.OperatorMistake;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code cache}: the start script does it, before there is a Java to do it. Here it is described. */
@Command(
        name = "cache",
        description = {
            "Keeps the classes ready that a start needs, once after unpacking: a command then starts with less CPU.",
            "Made by the start script, bin/rankwire; it takes about 15 seconds."
        })
final class CacheCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new OperatorMistake("the cache is made by the start script: bin/rankwire cache, without more arguments");
    }
}

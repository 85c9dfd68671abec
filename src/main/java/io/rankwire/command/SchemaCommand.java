package io.rankwire.command;

import io.rankwire.engine.Homes;
import io.rankwire.kamelet.EditorSchema;
import io.rankwire.kamelet.EndpointSchema;
import io.rankwire.kamelet.Kamelet;
import io.rankwire.kamelet.Kamelets;
import io.rankwire.settings.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.camel.impl.DefaultCamelContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code schema}: what editors complete and mark route files by. */
@Command(
        name = "schema",
        description = "Writes config/schema/routes.schema.json and kamelet.schema.json, with which editors complete and"
                + " validate route files, including your own kamelets, and kamelet files.",
        footer = {
            "",
            "VS Code's YAML extension takes it from .vscode/settings.json; for any other editor put",
            "  # yaml-language-server: $schema=../config/schema/routes.schema.json",
            "on top of a file."
        })
final class SchemaCommand implements Callable<Integer> {
    /** Where the schema is, from the home folder on. */
    static final String FILE = "schema/routes.schema.json";

    private static final String KAMELETS = "schema/kamelet.schema.json";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Home home = Homes.home();
        Path file = home.config().resolve(FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text(home));
        Path kamelets = home.config().resolve(KAMELETS);
        Files.writeString(kamelets, EndpointSchema.ofFiles());
        spec.commandLine().getOut().println(file);
        spec.commandLine().getOut().println(kamelets);
        return ExitCode.OK;
    }

    /** The schema for a home's files. */
    static String text(Home home) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Kamelets kamelets = new Kamelets(context, home.routes().resolve("kamelets"));
            List<Kamelet> all = kamelets.names().stream()
                    .map(kamelets::find)
                    .flatMap(Optional::stream)
                    .toList();
            return EditorSchema.of(all);
        }
    }
}

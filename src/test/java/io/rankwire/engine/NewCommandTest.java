package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.command.NewCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NewCommandTest {
    @TempDir
    Path folder;

    @AutoClose
    private Workplace workplace;

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(folder).archive("csv");
    }

    @Test
    void writesFeedsOfEverySourceThatPassTheCheckAndRun() throws IOException {
        List<List<String>> feeds = List.of(
                List.of("one", "fastmoss-live-top-product", "region=US"),
                List.of("two", "fastmoss-shop-most-promoted", "region=GB"),
                List.of("three", "fastmoss-creator-top-potential", "region=US"),
                List.of("four", "keyapi-insights-products", "region=US"),
                List.of("five", "keyapi-product-analytics", "region=US"));
        for (List<String> feed : feeds) {
            Workplace.Result result = workplace.run(
                    "new", "feed", feed.get(0), "--source", feed.get(1), "--sinks", "archive", "--set", feed.get(2));
            assertThat(result.err()).as(feed.get(1)).isEmpty();
            assertThat(result.exit()).isZero();
        }

        assertThat(workplace.text("routes/two.camel.yaml"))
                .contains("id: two", "region: GB\n", "One of US", "# orderBy: affiliate_count", "sinks: archive");
        assertThat(workplace.run("check").exit()).isZero();
        assertThat(workplace.run("run", "--once", "two").exit()).isZero();
        assertThat(workplace.files("data/archive")).hasSize(2);
    }

    @Test
    void writesSinksOfEveryTransportThatAreRight() throws IOException {
        workplace
                .property("hook.url", "https://hooks.example.com/x")
                .property("hook.secret", "whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0");
        for (List<String> sink : List.of(
                List.of("folder", "file-drop", "directory=data/folder"),
                List.of("buyers", "email", "to=buyers@example.com"))) {
            Workplace.Result result =
                    workplace.run("new", "sink", sink.get(0), "--transport", sink.get(1), "--set", sink.get(2));
            assertThat(result.err()).as(sink.get(1)).doesNotContain("error").doesNotContain("needs");
            assertThat(result.exit()).as(result.err()).isZero();
        }
        Workplace.Result hook = workplace.run(
                "new",
                "sink",
                "hook",
                "--transport",
                "webhook",
                "--set",
                "urlProperty=hook.url",
                "--set",
                "secretProperty=hook.secret");

        assertThat(hook.exit()).as(hook.err()).isZero();
        assertThat(workplace.text("routes/sinks/hook.camel.yaml")).doesNotContain("kamelet:export");
        assertThat(workplace.text("routes/sinks/buyers.camel.yaml")).contains("kamelet:ranking-report");
        workplace.run(
                "new",
                "feed",
                "shops",
                "--source",
                "fastmoss-shop-most-promoted",
                "--sinks",
                "folder",
                "--set",
                "region=GB");
        assertThat(workplace.run("run", "--once").exit()).isZero();
        assertThat(workplace.files("data/folder")).hasSize(2);
    }

    @Test
    void neverOverwritesAFile() throws IOException {
        String before = workplace.text("routes/sinks/archive.camel.yaml");
        Workplace.Result result =
                workplace.run("new", "sink", "archive", "--transport", "file-drop", "--set", "directory=elsewhere");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("archive.camel.yaml is there already");
        assertThat(workplace.text("routes/sinks/archive.camel.yaml")).isEqualTo(before);
    }

    @Test
    void saysWhatIsMissingOrMisspeltAndWritesNothing() throws IOException {
        assertThat(workplace.run("new", "feed", "x").err()).contains("say the source (", "fastmoss-live-top-product");
        assertThat(workplace.run("new", "sink", "x", "--transport", "file-drop").err())
                .contains("file-drop needs directory; add --set directory=");
        assertThat(workplace
                        .run(
                                "new",
                                "feed",
                                "x",
                                "--source",
                                "fastmoss-live-top-product",
                                "--sinks",
                                "archive",
                                "--set",
                                "regoin=US")
                        .err())
                .contains("regoin is no parameter of fastmoss-live-top-product", "region");
        assertThat(workplace
                        .run("new", "feed", "../x", "--source", "fastmoss-live-top-product")
                        .err())
                .contains("the name is '../x'");
        assertThat(workplace.files("routes")).containsExactly("sinks");
    }

    @Test
    void leavesNoFileWithAValueThatItRefuses() throws IOException {
        for (String wrong : List.of("region=Atlantis", "pageSize=many", "period=decade")) {
            Workplace.Result result = workplace.run(
                    "new",
                    "feed",
                    "x",
                    "--source",
                    "fastmoss-shop-most-promoted",
                    "--sinks",
                    "archive",
                    "--set",
                    "region=GB",
                    "--set",
                    wrong);

            assertThat(result.exit()).as(wrong).isEqualTo(2);
            assertThat(result.err()).contains(wrong.substring(wrong.indexOf('=') + 1), "x.camel.yaml is not written");
            assertThat(result.out()).isEmpty();
        }
        assertThat(workplace.files("routes")).containsExactly("sinks");
    }

    @Test
    void describesAFeedAsItIsTold() throws IOException {
        for (String description : List.of("Shops: GB & \"co\"", " ")) {
            String name = description.isBlank() ? "plain" : "told";
            assertThat(workplace
                            .run(
                                    "new",
                                    "feed",
                                    name,
                                    "--source",
                                    "fastmoss-shop-most-promoted",
                                    "--sinks",
                                    "archive",
                                    "--description",
                                    description)
                            .err())
                    .isEmpty();
        }

        assertThat(workplace.text("routes/told.camel.yaml")).contains("    description: \"Shops: GB & \\\"co\\\"\"\n");
        assertThat(workplace.text("routes/plain.camel.yaml"))
                .contains("    description: FastMoss most promoted shops\n");
        assertThat(workplace.run("check").exit()).isZero();
    }

    @Test
    void asksAPersonForWhatIsMissing() throws IOException {
        Deque<String> asked = new ArrayDeque<>();
        Deque<String> answers = new ArrayDeque<>(List.of("de-shops", "fastmoss-shop-most-promoted", "archive"));
        workplace.configure();
        Homes.use(workplace.home);
        StringWriter err = new StringWriter();
        int exit = new CommandLine(new NewCommand(question -> {
                    asked.add(question);
                    return Optional.ofNullable(answers.poll());
                }))
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute("feed", "--set", "region=DE");

        assertThat(exit).as(err.toString()).isZero();
        assertThat(asked)
                .hasSize(4)
                .element(1)
                .asString()
                .startsWith("source, one of")
                .contains("fastmoss-product-top-selling      FastMoss top selling products");
        assertThat(workplace.files("routes")).contains("de-shops.camel.yaml");
    }
}

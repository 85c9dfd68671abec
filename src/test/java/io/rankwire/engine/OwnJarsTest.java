package io.rankwire.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator drops into {@code lib/ext}, a component and a vault, is found by the program as it is shipped. */
class OwnJarsTest {
    private static final String SLACK = "camel-slack-";

    @TempDir
    Path folder;

    private Workplace workplace;
    private WireMockServer slack;
    private Distribution program;
    private String token;

    @BeforeEach
    void moveIn() throws IOException {
        workplace = new Workplace(folder);
        slack = new WireMockServer(options().dynamicPort());
        slack.start();
        slack.stubFor(post(urlEqualTo("/services/x")).willReturn(aResponse().withBody("ok")));
        token = workplace.sandbox.properties().get("fastmoss.token");
        workplace
                .property("fastmoss.token", "{{hashicorp:secret:rankwire/fastmoss#token}}")
                .property("slack.webhook", slack.baseUrl() + "/services/x")
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB"), "merch-slack")
                .route("sinks/merch-slack", """
                        - route:
                            id: merch-slack
                            from:
                              uri: direct:merch-slack
                              steps:
                                - to: { uri: "kamelet:ranking-report" }
                                - setBody: { expression: { simple: { expression: "${body.subject}" } } }
                                - to: { uri: "slack:#merch", parameters: { webhookUrl: "RAW({{slack.webhook}})" } }
                        """)
                .configure();
        program = new Distribution(folder.resolve("distribution"), SLACK);
    }

    @AfterEach
    void moveOut() throws IOException {
        slack.stop();
        workplace.close();
    }

    private void dropIn() throws IOException {
        Path jar = Arrays.stream(KilledProgram.classPath().split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith(SLACK))
                .findFirst()
                .orElseThrow();
        Files.copy(jar, program.ext().resolve(jar.getFileName()));
        String name = FakeVault.class.getName();
        try (var out = Files.newOutputStream(program.ext().resolve("vault.jar"));
                JarOutputStream vault = new JarOutputStream(out)) {
            String file = name.replace('.', '/') + ".class";
            vault.putNextEntry(new ZipEntry(file));
            Files.copy(Path.of("target/test-classes", file), vault);
            vault.putNextEntry(new ZipEntry("META-INF/services/org/apache/camel/properties-function/hashicorp"));
            vault.write(("class=" + name + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void findsAComponentAndAVaultThatWereDroppedIn() throws Exception {
        Workplace.Result without = program.run(workplace.home, Map.of(), "check");
        dropIn();
        Workplace.Result check = program.run(workplace.home, Map.of(), "check");
        Workplace.Result noVault = program.run(workplace.home, Map.of(), "try", "shops");
        Workplace.Result run = program.run(workplace.home, Map.of(FakeVault.VARIABLE, token), "run", "--once");

        assertThat(without.exit()).isEqualTo(2);
        assertThat(without.out())
                .contains(
                        "routes/sinks/merch-slack.camel.yaml:8:23  there is no component slack; put its jar into lib/ext",
                        "the function hashicorp is not in the program; put the jar of camel-hashicorp-vault, and what it"
                                + " needs, into lib/ext");
        assertThat(check.exit()).as(check.out() + check.err()).isZero();
        assertThat(check.out()).contains("0 mistakes");
        assertThat(noVault.exit()).isNotZero();
        assertThat(noVault.err()).contains("the vault behind the function hashicorp cannot be asked");
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        slack.verify(1, postRequestedFor(urlEqualTo("/services/x")).withRequestBody(containing("#merch")));
    }
}

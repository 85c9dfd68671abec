package io.rankwire.engine;

import static io.rankwire.kamelet.Shipped.kamelet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.kamelet.StartingFile;
import io.rankwire.source.Endpoint;
import io.rankwire.source.Layout;
import io.rankwire.source.Source;
import io.rankwire.source.page.Shipped;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every shipped source, from the file that {@code new feed} writes to the file and the mail that arrive. */
class CatalogueTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS = 30;

    @TempDir
    Path folder;

    @AutoClose
    private Workplace workplace;

    @Test
    void everySourceIsPolledFromItsStartingFileAndReported() throws Exception {
        workplace = new Workplace(folder)
                .archive("jsonl")
                .sink("team", "ranking-report", Map.of("top", "3"), "email", Map.of("to", "team@example.com"));
        for (String source : Shipped.sources()) {
            workplace.route(source, startingFile(source));
        }
        assertThat(workplace.run("check").err()).isEmpty();

        Workplace.Result run = workplace.run("run", "--once");

        assertThat(run.exit()).as(run.err()).isZero();
        Map<String, JsonNode> snapshots = snapshots();
        List<String> mails = new ArrayList<>();
        for (MimeMessage mail : workplace.sandbox.smtp().messages()) {
            mails.add(text(mail));
        }
        for (String name : Shipped.sources()) {
            Source source = Shipped.source(name);
            assertComplete(source, snapshots.get(name));
            assertFilled(name);
            assertThat(mails)
                    .filteredOn(mail -> mail.contains(source.title()))
                    .as(name)
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains(captions(source));
        }
    }

    /** As {@code new feed} writes it. */
    private static String startingFile(String source) {
        return StartingFile.feed(
                new StartingFile.Heading(source, ""),
                "1h",
                kamelet(source),
                kamelet("publish"),
                Map.of("region", "US", "maxRows", String.valueOf(ROWS), "sinks", "archive, team"));
    }

    private Map<String, JsonNode> snapshots() throws IOException {
        Map<String, JsonNode> snapshots = new TreeMap<>();
        for (String line : workplace.run("snapshots", "--json").out().lines().toList()) {
            JsonNode snapshot = JSON.readTree(line);
            snapshots.put(snapshot.get("feed").asText(), snapshot);
        }
        return snapshots;
    }

    private static void assertComplete(Source source, JsonNode snapshot) {
        Endpoint endpoint = source.endpoint();
        int pages =
                (ROWS + endpoint.paging().largestPage() - 1) / endpoint.paging().largestPage();
        int credits = endpoint.unit() == Endpoint.Unit.CREDITS ? pages * endpoint.cost() : 0;

        assertThat(List.of(
                        snapshot.get("status").asText(),
                        snapshot.get("rows").asInt(),
                        snapshot.get("requests").asInt()))
                .as(source.name())
                .isEqualTo(List.of("complete", ROWS, pages));
        assertThat(snapshot.get("credits").asInt()).as(source.name()).isEqualTo(credits);
    }

    /** Every row has what a report shows first: a name, and a figure that the order goes by. */
    private void assertFilled(String source) throws IOException {
        String file = workplace.files("data/archive").stream()
                .filter(name -> name.startsWith(source + "_") && name.endsWith(".jsonl"))
                .findFirst()
                .orElseThrow();
        List<BigDecimal> figures = new ArrayList<>();
        Set<String> keys = new TreeSet<>();
        for (String line : workplace.text("data/archive/" + file).lines().toList()) {
            JsonNode row = JSON.readTree(line);
            keys.add(row.get("key").asText());
            assertThat(row.get("name").asText()).as(line).isNotBlank();
            if (Shipped.source(source).endpoint().order().isEmpty()) {
                continue;
            }
            figures.add(new BigDecimal(row.get("sortValue").asText()));
        }

        assertThat(keys).as(source).hasSize(ROWS);
        assertThat(figures).as(source).isSortedAccordingTo(Comparator.reverseOrder());
    }

    /** What the source is called, and what its layout calls its leading figures. */
    private static List<String> captions(Source source) {
        Layout layout = source.endpoint().report();
        return Stream.concat(
                        Stream.of(source.title()),
                        layout.figures().stream()
                                .filter(layout.columns()::containsKey)
                                .map(column -> layout.title(column, Locale.ENGLISH)))
                .toList();
    }

    private static String text(Part part) throws Exception {
        if (part.getContent() instanceof Multipart parts) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < parts.getCount(); i++) {
                text.append(text(parts.getBodyPart(i)));
            }
            return text.toString();
        }
        return part.isMimeType("text/plain") ? (String) part.getContent() : "";
    }
}

package io.rankwire.document.report;

import static io.rankwire.document.ShippedRankings.FIRST;
import static io.rankwire.document.ShippedRankings.SECOND;
import static io.rankwire.document.ShippedRankings.source;
import static io.rankwire.document.ShippedRankings.third;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rankwire.document.Chosen;
import io.rankwire.document.CsvLines;
import io.rankwire.document.HostileNames;
import io.rankwire.document.Rankings;
import io.rankwire.document.ShippedPages;
import io.rankwire.document.ShippedRankings;
import io.rankwire.document.export.Document;
import io.rankwire.document.export.Exporter;
import io.rankwire.feed.Period;
import io.rankwire.ranking.Snapshot;
import io.rankwire.route.step.SinkSteps;
import io.rankwire.source.Source;
import io.rankwire.transport.mail.Addressees;
import io.rankwire.transport.mail.Letter;
import io.rankwire.transport.mail.SealedMail;
import io.rankwire.transport.mail.Unsubscribe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mail of a ranking whose names are hostile, read back by a parser that did not write it, strictly. */
class MailTreeTest {
    private static final Addressees TEAM = Addressees.parse("r@example.com", "team@example.com", "", "");

    @TempDir
    Path home;

    private Rankings rankings;
    private Message mail;
    private String raw;

    @BeforeEach
    void write() throws Exception {
        rankings = new Rankings(home);
        Source source = source(ShippedPages.PRODUCTS);
        Report.Heading heading = new Report.Heading(
                "us-live", null, source.title(), source.endpoint().report());
        Snapshot snapshot = hostile();
        Report report = new ReportWriter(rankings.snapshots(), home)
                .draft(snapshot, heading, Chosen.REPORT)
                .report()
                .get();
        Exporter exporter = new Exporter(rankings.snapshots(), Rankings.CLOCK);
        List<Document> attached = List.of(
                exporter.export(snapshot, "us-live", SinkSteps.forPeople("csv"), home),
                exporter.export(snapshot, "us-live", SinkSteps.forPeople("xlsx"), home));
        Letter letter = new Letter(report.subject(), report.text(), report.html(), report.images(), attached);
        Path file = home.resolve("message.eml");
        SealedMail.write(letter, new SealedMail.Envelope(TEAM, "msg_1", Instant.EPOCH, Unsubscribe.NONE), file);
        raw = Files.readString(file, StandardCharsets.ISO_8859_1);
        DefaultMessageBuilder parser = new DefaultMessageBuilder();
        parser.setDecodeMonitor(DecodeMonitor.STRICT);
        parser.setMimeEntityConfig(MimeConfig.STRICT);
        mail = parser.parseMessage(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    /** Two weeks, so that there is movement and a chart; the second is led by a hostile name. */
    private Snapshot hostile() {
        ShippedRankings shipped = new ShippedRankings(rankings);
        Period period = third(ShippedPages.PRODUCTS);
        Period before = period.minus(1);
        shipped.fetch(
                ShippedPages.PRODUCTS,
                before,
                HostileNames.in(ShippedPages.PRODUCTS.page(FIRST, before.vendorValue())));
        return shipped.fetch(
                ShippedPages.PRODUCTS,
                period,
                HostileNames.in(ShippedPages.PRODUCTS.page(SECOND, period.vendorValue())));
    }

    @AfterEach
    void close() {
        mail.dispose();
        rankings.close();
    }

    private static List<Entity> parts(Entity entity, String type) {
        assertThat(entity.getMimeType()).isEqualTo(type);
        return ((Multipart) entity.getBody()).getBodyParts();
    }

    private static byte[] bytes(Entity entity) throws IOException {
        try (InputStream in = ((SingleBody) entity.getBody()).getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static String text(Entity entity, String type) throws IOException {
        assertThat(entity.getMimeType()).isEqualTo(type);
        assertThat(entity.getCharset()).isEqualToIgnoringCase("UTF-8");
        assertThat(entity.getContentTransferEncoding()).isIn("quoted-printable", "base64");
        return new String(bytes(entity), StandardCharsets.UTF_8);
    }

    private List<Entity> alternatives() {
        return parts(parts(mail, "multipart/mixed").get(0), "multipart/alternative");
    }

    private List<Entity> related() {
        return parts(alternatives().get(1), "multipart/related");
    }

    @Test
    void isBuiltAsMailProgramsExpectIt() throws IOException {
        List<Entity> mixed = parts(mail, "multipart/mixed");

        assertThat(alternatives()).extracting(Entity::getMimeType).containsExactly("text/plain", "multipart/related");
        assertThat(related()).extracting(Entity::getMimeType).containsExactly("text/html", "image/png");
        assertThat(mixed.subList(1, mixed.size()))
                .extracting(Entity::getMimeType, Entity::getDispositionType, Entity::getContentTransferEncoding)
                .containsExactly(
                        tuple("text/csv", "attachment", "base64"),
                        tuple(
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                "attachment",
                                "base64"));
        assertThat(raw).endsWith("\r\n");
        assertThat(raw.split("\r\n")).allMatch(line -> line.matches("[\\x20-\\x7e\\t]{0,998}"));
    }

    @Test
    void showsPicturesThatAreInIt() throws IOException {
        List<String> asked = new ArrayList<>(Pattern.compile("cid:([^\"]+)")
                .matcher(text(related().get(0), "text/html"))
                .results()
                .map(match -> match.group(1))
                .toList());

        Entity picture = related().get(1);
        assertThat(asked).hasSize(1);
        assertThat(picture.getHeader().getField("Content-ID").getBody()).isEqualTo("<" + asked.get(0) + ">");
        assertThat(picture.getDispositionType()).isEqualTo("inline");
        assertThat(ImageIO.read(new ByteArrayInputStream(bytes(picture))).getWidth())
                .isEqualTo(RankChart.WIDTH);
    }

    @Test
    void hasNoHeaderThatANameMade() {
        assertThat(mail.getHeader().getField("Bcc")).isNull();
        assertThat(mail.getSubject()).doesNotContain("\n", "\r", "\u202e").contains("HYPERLINK");
        assertThat(mail.getHeader().getFields("Subject")).hasSize(1);
        assertThat(mail.getTo().flatten()).hasSize(1);
    }

    @Test
    void hasNoMarkupAndNoLineThatANameMade() throws IOException {
        String html = text(related().get(0), "text/html");
        String plain = text(alternatives().get(0), "text/plain");

        assertThat(html)
                .contains("&lt;script&gt;alert(1)", "gpj.exe", "${title} &lt;#list")
                .doesNotContain("<script", "<img src=x", "onmouseover=\"", "\u202e", "\r\nBcc:");
        assertThat(plain)
                .contains("<script>alert(1)</script>", "Cream Bcc: everybody@evil.example Body")
                .doesNotContain("\u202e", "\r\nBcc:");
    }

    @Test
    void hasNoFormulaInItsTable() throws IOException {
        List<Entity> mixed = parts(mail, "multipart/mixed");
        String csv = text(mixed.get(1), "text/csv");

        List<List<String>> records = CsvLines.of(csv);
        int name = records.get(0).indexOf("name");
        List<String> cells = records.stream().flatMap(List::stream).toList();

        assertThat(records)
                .hasSize(13)
                .allMatch(record -> record.size() == records.get(0).size());
        assertThat(records.get(1).get(name)).isEqualTo("'" + HostileNames.NAMES.get(1));
        // What stands as ="text" is text to a spreadsheet.
        assertThat(cells)
                .filteredOn(cell -> !cell.matches("=\"[^\"]*\""))
                .noneMatch(cell -> cell.matches("(?s)[=+@\t\r].*|-\\D.*"));
    }
}

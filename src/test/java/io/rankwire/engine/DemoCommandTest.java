package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.command.RankwireMain;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    private static final List<String> FEEDS = List.of(
            "gb-promoted-shops",
            "us-ad-insights",
            "us-beauty-live-products",
            "us-product-analytics",
            "us-rising-creators");

    @TempDir
    static Path folder;

    private static int exit;
    private static String printed;

    @BeforeAll
    static void plays() {
        StringWriter out = new StringWriter();
        exit = RankwireMain.commandLine()
                .setOut(new PrintWriter(out))
                .execute("demo", "--once", "--folder", folder.resolve("demo").toString());
        printed = out.toString();
    }

    @Test
    void endsWellWhenEverythingWasDelivered() {
        assertThat(exit).isZero();
        assertThat(printed).contains(FEEDS).contains("5 in " + folder.resolve("demo/data/archive"));
    }

    @Test
    void leavesTheSameFilesOnDiskAndOnTheSftpServer() throws IOException {
        List<Path> archived = files("demo/data/archive");

        assertThat(archived).hasSize(10);
        for (Path file : archived) {
            assertThat(folder.resolve("demo/sandbox/sftp/inbox").resolve(file.getFileName()))
                    .hasSameBinaryContentAs(file);
        }
        assertThat(files("demo/sandbox/sftp/inbox")).hasSize(10);
    }

    @Test
    void keepsEveryDigitOfAnId() throws IOException {
        Path shops = files("demo/data/archive").stream()
                .filter(file ->
                        file.toString().endsWith(".csv") && file.toString().contains("gb-promoted-shops"))
                .findFirst()
                .orElseThrow();

        assertThat(Files.readString(shops)).contains(",7494006325298104216,");
        assertThat(lines(shops)).isEqualTo(241);
    }

    @Test
    void sendsEveryFeedsReportWithItsRankingAttachedForPeople() throws Exception {
        List<Path> mails = files("demo/sandbox/mail").stream()
                .filter(file -> file.toString().endsWith(".eml"))
                .toList();

        assertThat(mails).hasSize(6);
        for (Path mail : mails) {
            MimeMessage message = message(mail);
            MimeMultipart mixed = (MimeMultipart) message.getContent();
            assertThat(message.getContentType()).startsWith("multipart/mixed");
            assertThat(mixed.getBodyPart(0).getContentType()).startsWith("multipart/alternative");
            String attached = text(mixed, 1);
            Path archived = folder.resolve("demo/data/archive")
                    .resolve(mixed.getBodyPart(1).getFileName());
            assertThat(attached.lines().count()).isEqualTo(lines(archived));
            // Ids are kept by ="…", and nothing else begins so.
            assertThat(attached.replaceAll("\"=\"\"[^\"=@]+\"\"\"", "kept"))
                    .doesNotContain(",\"=")
                    .doesNotContain(",=");
            assertThat(attached).containsPattern(",\"=\"\"[0-9]{3,}\"\"\",");
        }
    }

    @Test
    void savesEveryMailAsAPageThatShowsItsPicturesFromTheFolderAlone() throws IOException {
        List<Path> pages = files("demo/sandbox/mail").stream()
                .filter(file -> file.toString().endsWith(".html"))
                .toList();

        assertThat(pages).hasSize(6);
        Set<String> types = new TreeSet<>();
        for (Path page : pages) {
            Matcher picture = Pattern.compile("<img [^>]*?src=\"(data:(image/[a-z+]+);base64,([^\"]*)|[^\"]*)\"")
                    .matcher(Files.readString(page));
            while (picture.find()) {
                assertThat(picture.group(2)).as(picture.group(1)).isNotNull();
                assertThat(Base64.getDecoder().decode(picture.group(3))).isNotEmpty();
                types.add(picture.group(2));
            }
            assertThat(Files.readString(page)).doesNotContain("cid:").doesNotContainPattern("url\\(|@import|<link");
        }
        assertThat(types).containsExactly("image/png", "image/svg+xml");
    }

    @Test
    void callsTheWebhookForEveryFeed() throws IOException {
        assertThat(files("demo/sandbox/webhooks")).hasSize(5).allSatisfy(file -> assertThat(Files.readString(file))
                .contains("\"ranking.published\""));
    }

    @Test
    void sendsOnlyRowsThatTheRowStepsLetThrough() throws IOException {
        Path analytics = files("demo/data/archive").stream()
                .filter(file ->
                        file.toString().endsWith(".csv") && file.toString().contains("us-product-analytics"))
                .findFirst()
                .orElseThrow();
        List<String> lines = Files.readAllLines(analytics);
        int trend = List.of(lines.get(0).split(",")).indexOf("salesTrend");

        assertThat(lines.size()).isBetween(100, 250);
        assertThat(lines.get(0)).startsWith("position,rank,key");
        assertThat(trend).isPositive();
    }

    private static List<Path> files(String below) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(below))) {
            return files.sorted().toList();
        }
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    private static MimeMessage message(Path eml) throws Exception {
        try (var stream = Files.newInputStream(eml)) {
            return new MimeMessage(jakarta.mail.Session.getInstance(new Properties()), stream);
        }
    }

    /** A person opens it: it says that it is UTF-8, and nothing in it calculates. */
    private static String text(MimeMultipart parts, int index) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        parts.getBodyPart(index).getInputStream().transferTo(bytes);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("\uFEFFposition,rank,key");
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

package io.rankwire.transport.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.document.Expected;
import io.rankwire.document.Rankings;
import io.rankwire.document.export.FileReference;
import io.rankwire.ranking.Snapshot;
import io.rankwire.text.OneLine;
import io.rankwire.text.OperatorMistake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChatTest {
    private static final String HOSTILE = "<!channel> <@U1> @everyone @here </at> [x](https://evil.example) `*_~|>#-\\";
    private static final FileReference FILE = new FileReference(
            "us-beauty_2026-W13_r1.csv",
            "text/csv",
            1234,
            "ab".repeat(32),
            Optional.of("https://files.example.com/us-beauty_2026-W13_r1.csv?a=1&b=2"));

    @TempDir
    Path home;

    @AutoClose
    private Rankings rankings;

    @BeforeEach
    void openStore() {
        rankings = new Rankings(home);
    }

    @ParameterizedTest
    @EnumSource(Chat.class)
    void tellsOfARanking(Chat chat) throws IOException {
        Snapshot snapshot = rankings.threeWeeks();

        byte[] message = chat.write(
                Announcement.of(rankings.snapshots(), snapshot, Rankings.FEED, List.of(FILE), Chat.USUAL_TOP));

        Expected.json(name(chat, "ranking"), message);
    }

    @ParameterizedTest
    @EnumSource(Chat.class)
    void tellsOfAFirstRanking(Chat chat) throws IOException {
        Snapshot snapshot = rankings.fetch("2026-W11", "2026-W11");

        byte[] message = chat.write(Announcement.of(rankings.snapshots(), snapshot, Rankings.FEED, List.of(), 2));

        Expected.json(name(chat, "first"), message);
    }

    @ParameterizedTest
    @EnumSource(Chat.class)
    void tellsThatAFeedStopped(Chat chat) throws IOException {
        Snapshot run = rankings.fetch("2026-W11", "2026-W11");

        byte[] message = chat.write(Announcement.stopped(run, Rankings.FEED, "HTTP 402 " + HOSTILE));

        Expected.json(name(chat, "stopped"), message);
    }

    private static String name(Chat chat, String event) {
        return chat.name().toLowerCase(java.util.Locale.ROOT) + "-" + event + ".json";
    }

    @ParameterizedTest
    @EnumSource(Chat.class)
    void listsNoMoreThanAChatCanShow(Chat chat) {
        Snapshot snapshot = rankings.fetch("2026-W11", "2026-W11");
        for (int top : List.of(0, 21)) {
            assertThatExceptionOfType(OperatorMistake.class)
                    .isThrownBy(() ->
                            chat.write(Announcement.of(rankings.snapshots(), snapshot, Rankings.FEED, List.of(), top)))
                    .withMessage("top is " + top + "; in a chat it must be 1 to 20");
        }
    }

    @Property(tries = 150)
    void keepsToTheLimitsAndCallsNobodyWhateverAVendorSays(
            @ForAll("chats") Chat chat,
            @ForAll("hostile") List<String> names,
            @ForAll("hostile") List<String> sentences)
            throws IOException {
        List<String> lines =
                names.stream().map(name -> "1 · " + OneLine.of(name, 100)).toList();
        List<Announcement.Listed> lists = new ArrayList<>();
        for (String title : List.of("Top", "Climbers", "Fallers", "New", "Back again", "Dropped out")) {
            lists.add(new Announcement.Listed(title, lines));
        }
        Announcement announcement = new Announcement(
                "us-beauty " + names.get(0),
                Collections.nCopies(7, new Announcement.Fact("Compared with", "2026-W12")),
                sentences,
                lists,
                Collections.nCopies(5, FILE));

        byte[] bytes = chat.write(announcement);

        JsonNode message = new ObjectMapper().readTree(bytes);
        switch (chat) {
            case SLACK -> slack(message);
            case TEAMS -> teams(message, bytes);
            case DISCORD -> discord(message);
        }
    }

    /** docs.slack.dev/reference/block-kit/blocks: 50 blocks, a header of 150 and a section of 3,000 characters. */
    private static void slack(JsonNode message) {
        assertThat(message.get("blocks").size()).isLessThanOrEqualTo(50);
        for (JsonNode block : message.get("blocks")) {
            String text = block.at("/text/text").asText();
            assertThat(text).isNotEmpty();
            if (block.get("type").asText().equals("header")) {
                assertThat(text).hasSizeLessThanOrEqualTo(150);
                assertThat(block.at("/text/type").asText()).isEqualTo("plain_text");
            } else {
                assertThat(text).hasSizeLessThanOrEqualTo(3_000);
                // Only what the program itself links.
                assertThat(text.replaceAll("<https://files\\.example\\.com/[^<>|]+\\|[^<>|]+>", ""))
                        .doesNotContain("<", ">")
                        .doesNotContainPattern("@(channel|here|everyone)");
                assertThat(block.at("/text/verbatim").asBoolean()).isTrue();
            }
        }
        assertThat(message.get("text").asText())
                .doesNotContain("<", ">")
                .doesNotContainPattern("@(channel|here|everyone)");
        assertThat(message.has("link_names")).isFalse();
    }

    /** A message to Teams may have 28 kB; a mention needs an entity, and Markdown is read in text blocks alone. */
    private static void teams(JsonNode message, byte[] bytes) {
        assertThat(bytes).hasSizeLessThanOrEqualTo(28_000);
        JsonNode card = message.at("/attachments/0/content");
        assertThat(card.at("/msteams/entities").isMissingNode()).isTrue();
        assertThat(all(card, node -> node.path("type").asText().equals("TextBlock")))
                .isEmpty();
        assertThat(all(card, node -> node.path("type").asText().equals("TextRun")))
                .isNotEmpty()
                .allMatch(run -> !run.get("text").asText().isEmpty());
    }

    private static List<JsonNode> all(JsonNode node, Predicate<JsonNode> wanted) {
        List<JsonNode> found = new ArrayList<>();
        if (wanted.test(node)) {
            found.add(node);
        }
        node.forEach(child -> found.addAll(all(child, wanted)));
        return found;
    }

    /** docs.discord.com: a title of 256, a description of 4,096, 25 fields, and 6,000 characters in all. */
    private static void discord(JsonNode message) {
        JsonNode embed = message.at("/embeds/0");
        String description = embed.get("description").asText();
        int all = embed.get("title").asText().length() + description.length();
        for (JsonNode field : embed.get("fields")) {
            all += field.get("name").asText().length()
                    + field.get("value").asText().length();
        }
        assertThat(embed.get("title").asText()).hasSizeLessThanOrEqualTo(256);
        assertThat(description).hasSizeLessThanOrEqualTo(4_096);
        assertThat(embed.get("fields").size()).isLessThanOrEqualTo(25);
        assertThat(all).isLessThanOrEqualTo(6_000);
        assertThat(message.at("/allowed_mentions/parse").isArray()).isTrue();
        assertThat(message.at("/allowed_mentions/parse")).isEmpty();
        String withoutOwn = description.replaceAll("\\[[^\\]]+]\\(https://files\\.example\\.com/[^)]+\\)", "");
        assertThat(withoutOwn).doesNotContainPattern("@(everyone|here)").doesNotContain("https://");
        // Every sign of Markdown that is not the program's own bold stands behind a backslash.
        assertThat(Pattern.compile("\\\\.", Pattern.DOTALL)
                        .matcher(withoutOwn)
                        .replaceAll("")
                        .replace("**", ""))
                .doesNotContainPattern("[`*_~|<>\\[\\]#]");
    }

    @Provide
    Arbitrary<Chat> chats() {
        return Arbitraries.of(Chat.class);
    }

    @Provide
    Arbitrary<List<String>> hostile() {
        Arbitrary<String> signs = Arbitraries.strings()
                .withChars("<>&@|*_~`[]()#-:\\/\"'\n\r\u202e😀é".toCharArray())
                .ofMaxLength(400);
        Arbitrary<String> sorts = Arbitraries.oneOf(
                signs,
                Arbitraries.strings().ofMaxLength(200),
                Arbitraries.of(
                        HOSTILE, HOSTILE.repeat(10), "&".repeat(400), "https://evil.example/" + HOSTILE, "\u0000"));
        return sorts.list().ofMinSize(1).ofMaxSize(20);
    }
}

package io.rankwire.transport.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.document.export.FileReference;
import io.rankwire.text.OneLine;

/** A message of Slack's incoming webhooks, as Block Kit (docs.slack.dev/reference/block-kit). */
final class SlackMessage {
    /** Incoming webhooks answer {@code ok} (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). */
    static final WebhookSuccess SUCCESS = WebhookSuccess.of("Slack's ok", (status, body) -> body.equals("ok"));

    private static final int MOST_BLOCKS = 50;
    private static final int LONGEST_TEXT = 3_000;
    private static final int LONGEST_HEADER = 150;

    private SlackMessage() {}

    static ObjectNode of(Announcement announcement) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("text", escaped(announcement.title() + "\n" + announcement.figures()));
        ArrayNode blocks = message.putArray("blocks");
        blocks.addObject()
                .put("type", "header")
                .putObject("text")
                .put("type", "plain_text")
                .put("text", OneLine.of(announcement.title(), LONGEST_HEADER))
                .put("emoji", false);
        section(blocks, escaped(announcement.figures()));
        announcement.sentences().forEach(sentence -> section(blocks, escaped(sentence)));
        for (Announcement.Listed list : announcement.lists()) {
            section(blocks, "*" + escaped(list.title()) + "*\n" + escaped(String.join("\n", list.lines())));
        }
        announcement.files().forEach(file -> section(blocks, file(file)));
        return message;
    }

    private static void section(ArrayNode blocks, String text) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", text)
                // Names of vendors make no links, channels or mentions.
                .put("verbatim", true);
    }

    private static String file(FileReference file) {
        return file.url()
                .map(url -> "<" + escaped(url) + "|" + escaped(file.name()) + ">")
                .orElse(escaped(file.name()));
    }

    /** What Slack says to escape, and the signs that reach beyond their line or mention people. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace('`', '\'')
                .replace("@", "@\u200b");
    }

    static boolean fits(ObjectNode message) {
        JsonNode blocks = message.get("blocks");
        if (blocks.size() > MOST_BLOCKS) {
            return false;
        }
        for (JsonNode block : blocks) {
            if (block.at("/text/text").asText().length() > LONGEST_TEXT) {
                return false;
            }
        }
        return true;
    }
}

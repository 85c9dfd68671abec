package io.rankwire.transport.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.text.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A message of Discord's webhooks: one embed, without mentions (docs.discord.com/developers/resources/message). */
final class DiscordMessage {
    /** 204, or the message with {@code ?wait=true} (docs.discord.com/developers/resources/webhook). */
    static final WebhookSuccess SUCCESS =
            WebhookSuccess.of("Discord's 204 or message id", (status, body) -> status == 204 || hasId(body));

    private static final int LONGEST_TITLE = 256;
    private static final int LONGEST_DESCRIPTION = 4_096;
    private static final int LONGEST_VALUE = 1_024;
    private static final int MOST_FIELDS = 25;
    private static final int MOST_IN_ALL = 6_000;

    /** What Discord's Markdown gives a meaning. */
    private static final Pattern MARKDOWN = Pattern.compile("[\\\\`*_~|<>\\[\\]()#:-]");

    private DiscordMessage() {}

    private static boolean hasId(String body) {
        try {
            return new ObjectMapper().readTree(body).path("id").asText().matches("\\d+");
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    static ObjectNode of(Announcement announcement) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.putObject("allowed_mentions").putArray("parse");
        ObjectNode embed = message.putArray("embeds").addObject();
        embed.put("title", OneLine.of(escaped(announcement.title()), LONGEST_TITLE));
        embed.put("description", description(announcement));
        ArrayNode fields = embed.putArray("fields");
        announcement.facts().forEach(fact -> fields.addObject()
                .put("name", fact.name())
                .put("value", escaped(fact.value()))
                .put("inline", true));
        return message;
    }

    private static String description(Announcement announcement) {
        List<String> paragraphs = new ArrayList<>();
        announcement.sentences().forEach(sentence -> paragraphs.add(escaped(sentence)));
        for (Announcement.Listed list : announcement.lists()) {
            paragraphs.add("**" + escaped(list.title()) + "**\n" + escaped(String.join("\n", list.lines())));
        }
        announcement
                .files()
                .forEach(file -> paragraphs.add(file.url()
                        .map(url -> "[" + escaped(file.name()) + "](" + url.replace(")", "%29") + ")")
                        .orElse(escaped(file.name()))));
        return String.join("\n\n", paragraphs);
    }

    /** Without meaning: signs of Markdown stand for themselves, addresses and mentions are broken. */
    static String escaped(String text) {
        return MARKDOWN.matcher(text)
                .replaceAll("\\\\$0")
                .replace("@", "@\u200b")
                .replace("//", "/\u200b/");
    }

    static boolean fits(ObjectNode message) {
        JsonNode embed = message.at("/embeds/0");
        int title = embed.get("title").asText().length();
        int description = embed.get("description").asText().length();
        int all = title + description;
        for (JsonNode field : embed.get("fields")) {
            int value = field.get("value").asText().length();
            if (value > LONGEST_VALUE) {
                return false;
            }
            all += field.get("name").asText().length() + value;
        }
        return title <= LONGEST_TITLE
                && description <= LONGEST_DESCRIPTION
                && embed.get("fields").size() <= MOST_FIELDS
                && all <= MOST_IN_ALL;
    }
}

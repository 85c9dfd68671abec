package io.rankwire.transport.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.document.export.FileReference;
import java.nio.charset.StandardCharsets;

/**
 * A message with an Adaptive Card 1.4, as the webhooks of Teams Workflows take it. Lines are text runs, in which no
 * Markdown is read (adaptivecards.io/explorer/TextRun.html), so that nothing in a name means anything.
 */
final class TeamsMessage {
    /** Connectors answer {@code 1}, workflows 202. */
    static final WebhookSuccess SUCCESS =
            WebhookSuccess.of("Teams' 202 or 1", (status, body) -> status == 202 || body.equals("1"));

    /** The size of a message that Teams takes is 28 kB. */
    private static final int MOST_BYTES = 28_000;

    private TeamsMessage() {}

    static ObjectNode of(Announcement announcement) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "message");
        ObjectNode card = message.putArray("attachments")
                .addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .putNull("contentUrl")
                .putObject("content")
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        card.putObject("msteams").put("width", "Full");
        ArrayNode body = card.putArray("body");
        run(body, announcement.title(), "Medium").put("size", "Large").put("weight", "Bolder");
        ArrayNode facts = body.addObject().put("type", "FactSet").putArray("facts");
        announcement
                .facts()
                .forEach(fact -> facts.addObject().put("title", fact.name()).put("value", fact.value()));
        announcement.sentences().forEach(sentence -> run(body, sentence, "Small"));
        for (Announcement.Listed list : announcement.lists()) {
            run(body, list.title(), "Medium").put("weight", "Bolder");
            list.lines().forEach(line -> run(body, line, "None"));
        }
        ArrayNode actions = card.putArray("actions");
        for (FileReference file : announcement.files()) {
            if (file.url().isPresent()) {
                actions.addObject()
                        .put("type", "Action.OpenUrl")
                        .put("title", file.name())
                        .put("url", file.url().get());
            } else {
                run(body, file.name(), "None");
            }
        }
        return message;
    }

    private static ObjectNode run(ArrayNode body, String text, String spacing) {
        return body.addObject()
                .put("type", "RichTextBlock")
                .put("spacing", spacing)
                .putArray("inlines")
                .addObject()
                .put("type", "TextRun")
                .put("text", text);
    }

    static boolean fits(ObjectNode message) {
        return message.toString().getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }
}

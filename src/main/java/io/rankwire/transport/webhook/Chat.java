package io.rankwire.transport.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.text.OperatorMistake;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The chats that can be told, each in its own form and inside its limits. */
public enum Chat {
    SLACK,
    TEAMS,
    DISCORD;

    /** How many rows a list has unless a sink says otherwise. */
    public static final int USUAL_TOP = 5;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ObjectNode form(Announcement announcement) {
        return switch (this) {
            case SLACK -> SlackMessage.of(announcement);
            case TEAMS -> TeamsMessage.of(announcement);
            case DISCORD -> DiscordMessage.of(announcement);
        };
    }

    private boolean fits(ObjectNode message) {
        return switch (this) {
            case SLACK -> SlackMessage.fits(message);
            case TEAMS -> TeamsMessage.fits(message);
            case DISCORD -> DiscordMessage.fits(message);
        };
    }

    /**
     * The chat of that name.
     *
     * @throws OperatorMistake naming those that there are
     */
    public static Chat parse(String word) {
        return Arrays.stream(values())
                .filter(chat -> chat.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new OperatorMistake("format is '" + word + "'; it must be standard, "
                        + Arrays.stream(values()).map(Chat::word).collect(Collectors.joining(", "))));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The body to post, as JSON, with less in it until it is inside the chat's limits. */
    public byte[] write(Announcement announcement) {
        Announcement told = announcement;
        ObjectNode message = form(told);
        while (!fits(message)) {
            told = told.shorter();
            message = form(told);
        }
        return bytes(message);
    }

    static byte[] bytes(ObjectNode message) {
        try {
            // Not writeValueAsBytes: a half of a surrogate pair would be refused, here it becomes a question mark.
            return JSON.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and lists can always be written", e);
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}

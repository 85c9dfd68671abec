package io.rankwire.transport.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rankwire.text.OperatorMistake;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The chats that can be told, each in its own form and inside its limits. */
public enum Chat {
    SLACK(SlackMessage::of, SlackMessage::fits, SlackMessage.SUCCESS),
    TEAMS(TeamsMessage::of, TeamsMessage::fits, TeamsMessage.SUCCESS),
    DISCORD(DiscordMessage::of, DiscordMessage::fits, DiscordMessage.SUCCESS);

    /** How many rows a list has unless a sink says otherwise. */
    public static final int USUAL_TOP = 5;

    private final Function<Announcement, ObjectNode> form;
    private final Predicate<ObjectNode> fits;
    private final WebhookSuccess success;

    Chat(Function<Announcement, ObjectNode> form, Predicate<ObjectNode> fits, WebhookSuccess success) {
        this.form = form;
        this.fits = fits;
        this.success = success;
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
        ObjectNode message = form.apply(told);
        while (!fits.test(message)) {
            told = told.shorter();
            message = form.apply(told);
        }
        return ChatJson.bytes(message);
    }

    /** The answer that means yes. */
    public WebhookSuccess success() {
        return success;
    }
}

package io.rankwire.transport.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Predicate;

/** The chats that can be told, each in its own form and inside its limits. */
// The fields are references to methods of classes without state, and records.
@SuppressWarnings("ImmutableEnumChecker")
public enum Chat {
    SLACK(SlackMessage::of, SlackMessage::fits, SlackMessage.SUCCESS),
    TEAMS(TeamsMessage::of, TeamsMessage::fits, TeamsMessage.SUCCESS),
    DISCORD(DiscordMessage::of, DiscordMessage::fits, DiscordMessage.SUCCESS);

    /** How many rows a list has unless a sink says otherwise. */
    public static final int USUAL_TOP = 5;

    private final Function<Announcement, ObjectNode> form;
    private final Predicate<ObjectNode> limits;
    private final WebhookSuccess success;

    Chat(Function<Announcement, ObjectNode> form, Predicate<ObjectNode> limits, WebhookSuccess success) {
        this.form = form;
        this.limits = limits;
        this.success = success;
    }

    /** The answer that means yes. */
    public WebhookSuccess success() {
        return success;
    }

    /** The body to post, as JSON, with less in it until it is inside the chat's limits. */
    public byte[] write(Announcement announcement) {
        Announcement told = announcement;
        ObjectNode message = form.apply(told);
        while (!limits.test(message)) {
            told = told.shorter();
            message = form.apply(told);
        }
        // Not Jackson's own bytes: a half of a surrogate pair would be refused, here it becomes a question mark.
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }
}

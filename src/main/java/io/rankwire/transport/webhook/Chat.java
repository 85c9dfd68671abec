package io.rankwire.transport.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** The chats that can be told, each in its own form and inside its limits. */
public enum Chat {
    SLACK {
        @Override
        ObjectNode message(Announcement announcement) {
            return SlackMessage.of(announcement);
        }

        @Override
        boolean isWithinLimits(ObjectNode message) {
            return SlackMessage.fits(message);
        }

        @Override
        public WebhookSuccess success() {
            return SlackMessage.SUCCESS;
        }
    },
    TEAMS {
        @Override
        ObjectNode message(Announcement announcement) {
            return TeamsMessage.of(announcement);
        }

        @Override
        boolean isWithinLimits(ObjectNode message) {
            return TeamsMessage.fits(message);
        }

        @Override
        public WebhookSuccess success() {
            return TeamsMessage.SUCCESS;
        }
    },
    DISCORD {
        @Override
        ObjectNode message(Announcement announcement) {
            return DiscordMessage.of(announcement);
        }

        @Override
        boolean isWithinLimits(ObjectNode message) {
            return DiscordMessage.fits(message);
        }

        @Override
        public WebhookSuccess success() {
            return DiscordMessage.SUCCESS;
        }
    };

    /** How many rows a list has unless a sink says otherwise. */
    public static final int USUAL_TOP = 5;

    abstract ObjectNode message(Announcement announcement);

    abstract boolean isWithinLimits(ObjectNode message);

    /** The answer that means yes. */
    public abstract WebhookSuccess success();

    /** The body to post, as JSON, with less in it until it is inside the chat's limits. */
    public byte[] write(Announcement announcement) {
        Announcement told = announcement;
        ObjectNode message = message(told);
        while (!isWithinLimits(message)) {
            told = told.shorter();
            message = message(told);
        }
        // Not Jackson's own bytes: a half of a surrogate pair would be refused, here it becomes a question mark.
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }
}

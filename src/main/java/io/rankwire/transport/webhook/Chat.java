package io.rankwire.transport.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The chats that can be told, each in its own form and inside its limits. */
public enum Chat {
    SLACK {
        @Override
        ObjectNode form(Announcement announcement) {
            return SlackMessage.of(announcement);
        }

        @Override
        boolean fits(ObjectNode message) {
            return SlackMessage.fits(message);
        }

        @Override
        public WebhookSuccess success() {
            return SlackMessage.SUCCESS;
        }
    },
    TEAMS {
        @Override
        ObjectNode form(Announcement announcement) {
            return TeamsMessage.of(announcement);
        }

        @Override
        boolean fits(ObjectNode message) {
            return TeamsMessage.fits(message);
        }

        @Override
        public WebhookSuccess success() {
            return TeamsMessage.SUCCESS;
        }
    },
    DISCORD {
        @Override
        ObjectNode form(Announcement announcement) {
            return DiscordMessage.of(announcement);
        }

        @Override
        boolean fits(ObjectNode message) {
            return DiscordMessage.fits(message);
        }

        @Override
        public WebhookSuccess success() {
            return DiscordMessage.SUCCESS;
        }
    };

    /** How many rows a list has unless a sink says otherwise. */
    public static final int USUAL_TOP = 5;

    /** The message. */
    abstract ObjectNode form(Announcement announcement);

    /** Whether a message is inside the chat's limits. */
    abstract boolean fits(ObjectNode message);

    /** The answer that means yes. */
    public abstract WebhookSuccess success();

    /** The body to post, as JSON, with less in it until it is inside the chat's limits. */
    public byte[] write(Announcement announcement) {
        Announcement told = announcement;
        ObjectNode message = form(told);
        while (!fits(message)) {
            told = told.shorter();
            message = form(told);
        }
        return ChatJson.bytes(message);
    }
}

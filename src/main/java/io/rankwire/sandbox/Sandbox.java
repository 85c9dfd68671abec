package io.rankwire.sandbox;

import io.rankwire.sandbox.peer.SftpPeer;
import io.rankwire.sandbox.peer.SmtpPeer;
import io.rankwire.sandbox.peer.WebhookPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Both vendors, the SFTP server, the mail server and the webhook receiver in one process, everything on the loopback
 * interface and everything kept under one folder: {@code sftp}, {@code mail}, {@code webhooks}, {@code keys}.
 */
public final class Sandbox implements AutoCloseable {
    private static final String FASTMOSS_TOKEN = "sandbox-fastmoss-token";
    private static final String KEYAPI_TOKEN = "sk_live_sandbox";

    private final Path folder;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final FakeFastMoss fastMoss;
    private final FakeKeyApi keyApi;
    private final SftpPeer sftp;
    private final SmtpPeer smtp;
    private final WebhookPeer webhooks;

    /** Starts everything, or nothing when one part cannot start. */
    public Sandbox(Path folder, Clock clock) throws IOException {
        this.folder = folder.toAbsolutePath();
        try {
            fastMoss = opened(new FakeFastMoss(clock, FASTMOSS_TOKEN));
            keyApi = opened(new FakeKeyApi(clock, KEYAPI_TOKEN));
            webhooks = opened(new WebhookPeer(clock, this.folder.resolve("webhooks")));
            sftp = opened(new SftpPeer(this.folder.resolve("sftp"), keys()));
            smtp = opened(new SmtpPeer());
            sftp.writePrivateKey(privateKeyFile());
            Files.writeString(knownHostsFile(), sftp.knownHostsLine() + "\n");
        } catch (IOException | RuntimeException failure) {
            try {
                closeStarted();
            } catch (IOException another) {
                failure.addSuppressed(another);
            }
            throw failure;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        started.push(part);
        return part;
    }

    public FakeFastMoss fastMoss() {
        return fastMoss;
    }

    public FakeKeyApi keyApi() {
        return keyApi;
    }

    public SftpPeer sftp() {
        return sftp;
    }

    public SmtpPeer smtp() {
        return smtp;
    }

    public WebhookPeer webhooks() {
        return webhooks;
    }

    /** What the application needs to be told in order to use the sandbox. */
    public Map<String, String> properties() {
        return Map.ofEntries(
                Map.entry("fastmoss.url", fastMoss.url().toString()),
                Map.entry("fastmoss.token", FASTMOSS_TOKEN),
                Map.entry("keyapi.url", keyApi.url().toString()),
                Map.entry("keyapi.token", KEYAPI_TOKEN),
                Map.entry("partner.sftp.host", sftp.host()),
                Map.entry("partner.sftp.port", String.valueOf(sftp.port())),
                Map.entry("partner.sftp.username", sftp.username()),
                Map.entry("partner.sftp.privateKeyFile", privateKeyFile().toString()),
                Map.entry("partner.sftp.knownHostsFile", knownHostsFile().toString()),
                Map.entry("mail.host", smtp.host()),
                Map.entry("mail.port", String.valueOf(smtp.port())),
                Map.entry("mail.tls", "none"),
                Map.entry("ops.webhook.url", webhooks.url().toString()),
                Map.entry("ops.webhook.secret", webhooks.secret()),
                Map.entry("ops.webhook.allowHosts", webhooks.url().getHost()));
    }

    /** Writes the mail received so far into the folder {@code mail}, as {@code .eml} and {@code .html}. */
    public void writeMail() throws IOException {
        smtp.writeTo(folder.resolve("mail"));
    }

    /** Writes the mail and stops everything. */
    @Override
    public void close() throws IOException {
        try {
            writeMail();
        } finally {
            closeStarted();
        }
    }

    private void closeStarted() throws IOException {
        IOException failures = new IOException("part of the sandbox could not be stopped");
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception failure) {
                failures.addSuppressed(failure);
            }
        }
        if (failures.getSuppressed().length > 0) {
            throw failures;
        }
    }

    private Path keys() {
        return folder.resolve("keys");
    }

    private Path privateKeyFile() {
        return keys().resolve("partner");
    }

    private Path knownHostsFile() {
        return keys().resolve("known_hosts");
    }
}

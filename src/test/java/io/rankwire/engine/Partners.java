package io.rankwire.engine;

import io.rankwire.sandbox.Sandbox;
import io.rankwire.sandbox.peer.WebhookMessage;
import io.rankwire.text.Sha256;
import io.rankwire.transport.drop.OpenSsh;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Those on the other side: the vendor, and a real receiver for each of four sinks. They outlive every process. */
final class Partners implements AutoCloseable {
    static final String SINKS = "files, sftp, mail, hook";

    final OpenSsh sftp;
    final FolderDiary files;
    final FolderDiary sftpFiles;
    private final Sandbox sandbox;
    private final Queue<String> questions = new ConcurrentLinkedQueue<>();

    Partners(Workplace workplace, Path folder) throws IOException {
        Path drop = workplace.home.resolve("data/drop").toAbsolutePath();
        sandbox = workplace.sandbox;
        sandbox.fastMoss().onRequest(questions::add);
        sftp = OpenSsh.start(folder);
        workplace
                .sink("files", "export", Map.of("format", "csv"), "file-drop", Map.of("directory", drop.toString()))
                .sink("sftp", "export", Map.of("format", "csv"), "sftp-drop", sftpDrop())
                .sink("mail", "ranking-report", Map.of("attach", "csv"), "email", Map.of("to", "buyers@example.com"))
                .webhook("hook");
        // What a killed process left half done may refuse its successor for a moment.
        for (String sink : SINKS.split(", ", -1)) {
            workplace.property(sink + ".retries", "1s, 1s, 2s, 2s, 5s");
        }
        files = new FolderDiary(drop);
        sftpFiles = new FolderDiary(sftp.root());
    }

    private Map<String, String> sftpDrop() throws IOException {
        return Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(sftp.port()),
                "username", sftp.username(),
                "privateKeyFile", sftp.newKey("ed25519", "").toString(),
                "knownHostsFile", sftp.knownHosts(sftp.port(), "ed25519").toString());
    }

    /** How often each page was asked for. */
    Map<String, Integer> questions() {
        Map<String, Integer> counts = new TreeMap<>();
        questions.forEach(question -> counts.merge(question, 1, Integer::sum));
        return counts;
    }

    int requests() {
        return questions.size();
    }

    int hooks() {
        return sandbox.webhooks().received().size();
    }

    int mails() {
        return sandbox.smtp().messages().size();
    }

    /** Digests of the bodies that came under each webhook id, once for every time. */
    Map<String, List<String>> hooksById() {
        Map<String, List<String>> bodies = new TreeMap<>();
        for (WebhookMessage message : sandbox.webhooks().received()) {
            bodies.computeIfAbsent(message.verified() ? message.id() : "not verified", id -> new ArrayList<>())
                    .add(Sha256.hex(message.body().getBytes(StandardCharsets.UTF_8)));
        }
        return bodies;
    }

    /** Digests of the mails that came under each Message-ID, once for every time. */
    Map<String, List<String>> mailsById() throws IOException, MessagingException {
        Map<String, List<String>> mails = new TreeMap<>();
        for (MimeMessage message : sandbox.smtp().messages()) {
            mails.computeIfAbsent(message.getMessageID(), id -> new ArrayList<>())
                    .add(Sha256.hex(asSent(message)));
        }
        return mails;
    }

    /** Without what the server writes on it. */
    private static byte[] asSent(MimeMessage message) throws IOException, MessagingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes, new String[] {"Received", "Return-Path"});
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        files.close();
        sftpFiles.close();
        sftp.close();
    }
}

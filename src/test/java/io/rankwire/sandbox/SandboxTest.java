package io.rankwire.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import io.rankwire.sandbox.peer.SftpPeer;
import io.rankwire.sandbox.peer.SmtpPeer;
import io.rankwire.sandbox.sample.SampleNames;
import io.rankwire.sandbox.sample.SamplePictures;
import jakarta.activation.DataHandler;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
    @TempDir
    private Path folder;

    @Test
    void takesFilesOverSftpFromTheRightKeyOnly() throws Exception {
        try (Sandbox sandbox = new Sandbox(folder, Clock.systemUTC())) {
            Session session = session(sandbox);
            session.connect();
            ChannelSftp channel = (ChannelSftp) session.openChannel("sftp");
            channel.connect();
            channel.put(new ByteArrayInputStream("a,b\n".getBytes(StandardCharsets.UTF_8)), "/drop.csv");
            session.disconnect();

            assertThat(folder.resolve("sftp/drop.csv")).hasContent("a,b\n");
            assertThat(sandbox.sftp().logins()).isEqualTo(1);
            assertThat(Files.getPosixFilePermissions(
                            Path.of(sandbox.properties().get("partner.sftp.privateKeyFile"))))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));

            sandbox.sftp().refuseLogins(true);
            assertThatThrownBy(() -> session(sandbox).connect()).isInstanceOf(JSchException.class);
            assertThat(sandbox.sftp().logins()).isEqualTo(1);
        }
    }

    /** Host keys are checked strictly against the sandbox's own file. */
    private static Session session(Sandbox sandbox) throws JSchException {
        var properties = sandbox.properties();
        JSch client = new JSch();
        client.addIdentity(properties.get("partner.sftp.privateKeyFile"));
        client.setKnownHosts(properties.get("partner.sftp.knownHostsFile"));
        Session session = client.getSession(
                properties.get("partner.sftp.username"),
                properties.get("partner.sftp.host"),
                Integer.parseInt(properties.get("partner.sftp.port")));
        session.setConfig("StrictHostKeyChecking", "yes");
        return session;
    }

    @Test
    void admitsThePasswordToo() throws Exception {
        try (SftpPeer peer = new SftpPeer(folder)) {
            Session session = new JSch().getSession(peer.username(), peer.host(), peer.port());
            session.setConfig("StrictHostKeyChecking", "no");
            session.setPassword(peer.password().getBytes(StandardCharsets.UTF_8));
            session.connect();
            session.disconnect();

            assertThat(peer.logins()).isEqualTo(1);
        }
    }

    @Test
    void isTheSameHostAfterARestart() throws Exception {
        String key;
        try (SftpPeer peer = new SftpPeer(folder.resolve("root"), folder.resolve("keys"))) {
            key = peer.knownHostsLine().split(" ", 2)[1];
        }
        try (SftpPeer peer = new SftpPeer(folder.resolve("root"), folder.resolve("keys"))) {
            assertThat(peer.knownHostsLine()).isEqualTo("[127.0.0.1]:" + peer.port() + " " + key);
        }
    }

    @Test
    void keepsMailAsFilesWithSafeNames() throws Exception {
        try (Sandbox sandbox = new Sandbox(folder, Clock.systemUTC())) {
            MimeMessage mail = mail(sandbox.smtp());
            mail.setSubject("Week 2026-W13: ../样品");
            mail.setContent("<p>样品</p>", "text/html; charset=utf-8");
            Transport.send(mail);

            assertThat(sandbox.smtp().messages()).hasSize(1);
            sandbox.writeMail();
            assertThat(folder.resolve("mail/0001-Week-2026-W13-.html"))
                    .content()
                    .contains("<p>样品</p>");
            assertThat(folder.resolve("mail/0001-Week-2026-W13-.eml")).content().contains("Subject: ");
        }
    }

    @Test
    void keepsTheHtmlOfAMailAsAPageWithItsPicturesInIt() throws Exception {
        try (SmtpPeer peer = new SmtpPeer()) {
            MimeBodyPart html = new MimeBodyPart();
            html.setContent(
                    "<img src='cid:chart@x'><img src='" + SampleNames.image("shop", "7") + "'>",
                    "text/html; charset=utf-8");
            MimeBodyPart chart = new MimeBodyPart();
            chart.setDataHandler(new DataHandler(new ByteArrayDataSource(new byte[] {1, 2, 3}, "image/png")));
            chart.setContentID("<chart@x>");
            MimeMessage mail = mail(peer);
            mail.setSubject("Page");
            mail.setContent(new MimeMultipart("related", html, chart));
            Transport.send(mail);

            peer.writeTo(folder);

            assertThat(Files.readString(folder.resolve("0001-Page.html")))
                    .matches("<img src='data:image/png;base64,AQID'><img src='data:image/svg\\+xml;base64,[^']+'>");
        }
    }

    @Test
    void drawsEverySamplePictureInItsOwnColours() {
        Set<String> pictures = Stream.of("product/1", "product/2", "shop/1", "creator/1")
                .map(picture -> SamplePictures.embeddedIn(SampleNames.IMAGES + picture + ".jpeg"))
                .collect(Collectors.toSet());

        assertThat(pictures).hasSize(4).allMatch(picture -> picture.startsWith("data:image/svg+xml;base64,"));
        assertThat(SamplePictures.embeddedIn("https://images.example/product/1.jpeg"))
                .isEqualTo("https://images.example/product/1.jpeg");
    }

    @Test
    void refusesAWrongMailPassword() throws Exception {
        try (SmtpPeer peer = new SmtpPeer("demo", "sandbox-password")) {
            MimeMessage mail = mail(peer);
            mail.setText("hello");

            assertThatThrownBy(() -> Transport.send(mail, "demo", "wrong"))
                    .isInstanceOf(AuthenticationFailedException.class);
            Transport.send(mail, "demo", "sandbox-password");
            assertThat(peer.messages()).hasSize(1);
        }
    }

    private static MimeMessage mail(SmtpPeer peer) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", peer.host());
        properties.put("mail.smtp.port", String.valueOf(peer.port()));
        MimeMessage mail = new MimeMessage(jakarta.mail.Session.getInstance(properties));
        mail.setFrom(new InternetAddress("rankwire@sandbox.example"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress("merch@sandbox.example"));
        return mail;
    }

    @Test
    void tellsTheApplicationEverythingItNeeds() throws Exception {
        try (Sandbox sandbox = new Sandbox(folder, Clock.systemUTC())) {
            assertThat(sandbox.properties())
                    .containsOnlyKeys(
                            "fastmoss.url",
                            "fastmoss.token",
                            "keyapi.url",
                            "keyapi.token",
                            "partner.sftp.host",
                            "partner.sftp.port",
                            "partner.sftp.username",
                            "partner.sftp.privateKeyFile",
                            "partner.sftp.knownHostsFile",
                            "mail.host",
                            "mail.port",
                            "mail.tls",
                            "ops.webhook.allowHosts",
                            "ops.webhook.url",
                            "ops.webhook.secret");
            assertThat(new Visitor(sandbox.fastMoss(), sandbox.properties().get("fastmoss.token"))
                            .posted(Visitor.LIVE, "{}")
                            .get("code")
                            .asInt())
                    .isZero();
            assertThat(new Visitor(sandbox.keyApi(), sandbox.properties().get("keyapi.token"))
                            .got(Visitor.INSIGHTS)
                            .get("code")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void leavesNoThreadThatKeepsTheProgramAlive() throws Exception {
        Set<Thread> before = lasting();
        new Sandbox(folder, Clock.systemUTC()).close();
        Set<Thread> left = lasting();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(10_000);
        }

        assertThat(left).noneMatch(Thread::isAlive);
    }

    private static Set<Thread> lasting() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }
}

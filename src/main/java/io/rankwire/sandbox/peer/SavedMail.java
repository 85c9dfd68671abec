package io.rankwire.sandbox.peer;

import io.rankwire.sandbox.sample.SamplePictures;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A mail as files: {@code NAME.eml} as it came, and its HTML part as {@code NAME.html}, a page with its pictures in it. */
final class SavedMail {
    private final MimeMessage message;
    private final List<MimePart> parts = new ArrayList<>();

    SavedMail(MimeMessage message) throws IOException, MessagingException {
        this.message = message;
        gather(message);
    }

    private void gather(Part part) throws IOException, MessagingException {
        if (part.getContent() instanceof Multipart inner) {
            for (int i = 0; i < inner.getCount(); i++) {
                gather(inner.getBodyPart(i));
            }
        } else if (part instanceof MimePart leaf) {
            parts.add(leaf);
        }
    }

    void write(Path folder, String name) throws IOException, MessagingException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".eml"))) {
            message.writeTo(out);
        }
        Optional<String> page = page();
        if (page.isPresent()) {
            Files.writeString(folder.resolve(name + ".html"), page.get());
        }
    }

    /** Empty for a mail without HTML. */
    private Optional<String> page() throws IOException, MessagingException {
        for (MimePart part : parts) {
            if (part.isMimeType("text/html") && part.getContent() instanceof String html) {
                return Optional.of(SamplePictures.embeddedIn(withOwnPictures(html)));
            }
        }
        return Optional.empty();
    }

    private String withOwnPictures(String html) throws IOException, MessagingException {
        String page = html;
        for (MimePart part : parts) {
            if (part.isMimeType("image/*") && part.getContentID() != null) {
                String id = part.getContentID().replaceAll("^<|>$", "");
                page = page.replace("cid:" + id, dataUri(part));
            }
        }
        return page;
    }

    private static String dataUri(MimePart picture) throws IOException, MessagingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        picture.getInputStream().transferTo(bytes);
        String type = picture.getContentType().split(";", 2)[0].strip();
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}

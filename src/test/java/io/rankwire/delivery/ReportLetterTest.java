package io.rankwire.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.document.Report;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.junit.jupiter.api.Test;

/** A report on the wire, read by a parser that has nothing to do with the one that wrote it. */
class ReportLetterTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};
    private static final String HTML = "<p>样品 <img src=\"cid:ranks-7@rankwire\" alt=\"\"></p>\r\n";

    private static Message sent(Letter letter) throws Exception {
        Letter.Envelope envelope = new Letter.Envelope(
                "rankwire@example.com", "a@example.com", "d-1", Instant.parse("2026-04-01T06:00:00Z"));
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        letter.message(envelope).writeTo(wire);
        return new DefaultMessageBuilder().parseMessage(new ByteArrayInputStream(wire.toByteArray()));
    }

    private static String tree(Entity part) {
        String type = part.getMimeType();
        if (!(part.getBody() instanceof Multipart multipart)) {
            return type;
        }
        return multipart.getBodyParts().stream()
                .map(ReportLetterTest::tree)
                .reduce((a, b) -> a + ", " + b)
                .map(inner -> type + "[" + inner + "]")
                .orElse(type);
    }

    private static byte[] bytes(Entity part) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ((SingleBody) part.getBody()).writeTo(out);
        return out.toByteArray();
    }

    @Test
    void carriesItsPicturesBesideTheHtmlThatShowsThem() throws Exception {
        Report.Image image = new Report.Image("ranks-7@rankwire", "image/png", PNG);

        Message message = sent(new Letter("Wöche 13", "plain ▲ 3\r\n", HTML, List.of(image), List.of()));

        assertThat(tree(message))
                .isEqualTo("multipart/alternative[text/plain, multipart/related[text/html, image/png]]");
        Multipart related = (Multipart)
                ((Multipart) message.getBody()).getBodyParts().get(1).getBody();
        Entity picture = related.getBodyParts().get(1);
        assertThat(new String(bytes(related.getBodyParts().get(0)), StandardCharsets.UTF_8))
                .isEqualTo(HTML);
        assertThat(picture.getHeader().getField("Content-ID").getBody()).isEqualTo("<ranks-7@rankwire>");
        assertThat(picture.getDispositionType()).isEqualTo("inline");
        assertThat(bytes(picture)).isEqualTo(PNG);
    }

    @Test
    void letsNoSubjectAddAHeader() throws Exception {
        Message message =
                sent(new Letter("x\r\nBcc: victim@example.com\r\n\r\nbody", "text", null, List.of(), List.of()));

        assertThat(message.getHeader().getField("Bcc")).isNull();
        assertThat(tree(message)).doesNotContain("html");
    }
}

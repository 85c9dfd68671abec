package io.rankwire.document.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MendedXmlTest {
    private static final String TEXT =
            "<a><is><t>x &amp; &#x1f600;&#x6837; &#x9; </t></is><dimension ref=\"A1\"/><is>&#x";

    /** However it is cut into pieces. */
    @Property
    void mendsWhatStandsAcrossTheEndsOfPieces(@ForAll @IntRange(min = 1, max = 200) int piece) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = TEXT.getBytes(StandardCharsets.US_ASCII);
        MendedXml xml = new MendedXml(out, Map.of("<is><t>", "<is><t y>", "<dimension ref=\"A1\"/>", "<dimension/>"));

        for (int at = 0; at < bytes.length; at += piece) {
            xml.write(bytes, at, Math.min(piece, bytes.length - at));
        }
        xml.finish();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("<a><is><t y>x &amp; 😀样 &#x9; </t></is><dimension/><is>&#x");
    }
}

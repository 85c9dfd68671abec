package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.delivery.Receipt;
import io.rankwire.listing.Listing;
import io.rankwire.text.Failure;
import io.rankwire.text.KnownSecrets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingTest {
    private static final String SAID = "550 \u001b[2J\u009b1mno\r\nforged \u202egpj listed-7-token";
    private static final String SAFE = "550 [2J 1mno forged gpj [secret]";

    private static String printed(Map<String, Object> line, boolean asJson) {
        KnownSecrets.add("listed-7-token");
        StringWriter out = new StringWriter();
        Listing.print(List.of(line), asJson, new PrintWriter(out));
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void movesNobodysCursorAsATableOrAsJson() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", 1);
        line.put("lastError", SAID);
        line.put("receipts", List.of(Map.of("answer", SAID)));

        assertThat(printed(line, false)).contains("1   " + SAFE + "  [{answer=" + SAFE + "}]\n");
        assertThat(printed(line, true))
                .isEqualTo("{\"id\":1,\"lastError\":\"" + SAFE + "\",\"receipts\":[{\"answer\":\"" + SAFE + "\"}]}\n");
    }

    @ParameterizedTest
    @CsvSource({"直播场次, 8", "서울, 4", "ﾊﾝﾄﾞ, 4", "e\u0301te\u0301, 3", "cafe \ud83d\ude00, 7", "@|bold x|@, 10", "ＡＢ, 4"})
    void alignsWhatIsWide(String name, int columns) {
        Map<String, Object> wide = new LinkedHashMap<>();
        wide.put("n", name);
        wide.put("rank", 1);

        assertThat(printed(wide, false)).isEqualTo("n" + " ".repeat(columns + 1) + "rank\n" + name + "  1\n");
    }

    @Test
    void isGivenNothingElseToPrintByWhatKeepsFaults() {
        KnownSecrets.add("listed-7-token");

        assertThat(DeliveryFault.passing(SAID)).hasMessage(SAFE);
        assertThat(new Receipt("a@example.com", Receipt.State.REFUSED, SAID, Instant.EPOCH).answer())
                .isEqualTo(SAFE);
        assertThat(Failure.line(new IllegalStateException(SAID))).isEqualTo(SAFE);
    }
}

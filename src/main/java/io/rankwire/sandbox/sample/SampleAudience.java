package io.rankwire.sandbox.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Who follows a creator, as shares of one written as text, the largest first. */
public final class SampleAudience {
    private static final int ONE = 10_000;

    private SampleAudience() {}

    public static ArrayNode genders(SampleMarket.Contender contender) {
        int female = 2000 + contender.trait("female", 6000);
        return shares(List.of(new Share("female", female), new Share("male", ONE - female)));
    }

    public static ArrayNode ages(SampleMarket.Contender contender) {
        List<Share> shares = new ArrayList<>();
        int left = ONE;
        for (String age : List.of("18-24", "25-34", "35-44", "45-54")) {
            int share = left * (10 + contender.trait("age " + age, 60)) / 100;
            shares.add(new Share(age, share));
            left -= share;
        }
        shares.add(new Share("55+", left));
        return shares(shares);
    }

    private static ArrayNode shares(List<Share> shares) {
        ArrayNode array = SandboxJson.array();
        shares.stream()
                .sorted(Comparator.comparingInt(Share::tenThousandths).reversed())
                .forEach(share -> array.addObject()
                        .put("key", share.key())
                        .put(
                                "value",
                                BigDecimal.valueOf(share.tenThousandths(), 4).toPlainString()));
        return array;
    }

    private record Share(String key, int tenThousandths) {}
}

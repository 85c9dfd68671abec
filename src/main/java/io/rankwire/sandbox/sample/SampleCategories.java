package io.rankwire.sandbox.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The made catalogues of categories; the two vendors number their first levels differently, as the real ones do. */
public final class SampleCategories {
    private static final Map<Integer, String> FIRST_LEVEL = Map.ofEntries(
            Map.entry(2, "Womenswear"),
            Map.entry(3, "Menswear"),
            Map.entry(4, "Beauty"),
            Map.entry(8, "Shoes"),
            Map.entry(9, "Sports & Outdoor"),
            Map.entry(10, "Home Supplies"),
            Map.entry(11, "Kitchenware"),
            Map.entry(14, "Beauty & Personal Care"),
            Map.entry(16, "Phones & Electronics"),
            Map.entry(24, "Food & Beverages"),
            Map.entry(25, "Health"));
    private static final List<Integer> SOLD = List.of(14, 2, 3, 8, 9, 10, 11, 16, 24, 25);
    private static final List<AdCategory> ADVERTISED = advertised();

    private SampleCategories() {}

    public static String name(int id) {
        return FIRST_LEVEL.getOrDefault(id, "Sample Category " + id);
    }

    /** The category asked for, or without one (0) the contender's own. */
    public static int sold(int asked, SampleMarket.Contender contender) {
        if (asked != 0) {
            return asked;
        }
        return contender.anchor() ? 14 : SOLD.get(contender.trait("category", SOLD.size()));
    }

    public static ObjectNode node(int id) {
        return SandboxJson.object().put("id", id).put("name", name(id));
    }

    /** A made lower-level category of a first-level one. */
    public static ObjectNode below(int first, int level, int which) {
        int id = (level == 2 ? 840_000 : 600_000) + first * 100 + which;
        return SandboxJson.object()
                .put("id", id)
                .put("name", name(first) + " " + (level == 2 ? "Group " : "Kind ") + which);
    }

    /** KeyAPI's ad categories of three levels, about 200 in a fixed order. */
    public static List<AdCategory> ads() {
        return ADVERTISED;
    }

    private static List<AdCategory> advertised() {
        List<AdCategory> all = new ArrayList<>();
        List<String> names = SOLD.stream().map(SampleCategories::name).toList();
        for (int first = 0; first < names.size(); first++) {
            AdCategory top = new AdCategory(String.valueOf(601_450 + first), names.get(first), Optional.empty());
            all.add(top);
            for (int second = 0; second < 4; second++) {
                String id = String.valueOf(848_648 + first * 10 + second);
                AdCategory middle = new AdCategory(id, top.label() + " " + (second + 1), Optional.of(top));
                all.add(middle);
                for (int third = 0; third < 4; third++) {
                    String below = String.valueOf(601_583 + first * 100 + second * 10 + third);
                    all.add(new AdCategory(below, middle.label() + "." + (third + 1), Optional.of(middle)));
                }
            }
        }
        return List.copyOf(all);
    }

    /** One ad category; without a parent it is of the first level. */
    public record AdCategory(String id, String label, Optional<AdCategory> parent) {
        public int level() {
            return parent.map(above -> above.level() + 1).orElse(1);
        }

        /** The category of the given level that this one is or belongs to; none below its own level. */
        public Optional<AdCategory> at(int level) {
            return level == level() ? Optional.of(this) : parent.flatMap(above -> above.at(level));
        }
    }
}

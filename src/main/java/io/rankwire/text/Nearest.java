package io.rankwire.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The right name for a wrong one. */
public final class Nearest {
    private Nearest() {}

    /** The name that was probably meant; empty when none is near. */
    public static Optional<String> to(String wrong, Collection<String> names) {
        if (wrong.length() < 3) {
            // Of two letters everything is near.
            return Optional.empty();
        }
        int most = Math.min(3, wrong.length() / 3);
        return names.stream()
                .filter(name -> !name.equals(wrong))
                .filter(name -> distance(fold(wrong), fold(name)) <= most)
                .min(Comparator.comparingInt((String name) -> distance(fold(wrong), fold(name)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code ; did you mean pageSize?}, or what there is otherwise, or nothing. */
    public static String hint(String wrong, Collection<String> names) {
        return hint(wrong, names, list(names));
    }

    /** {@code ; did you mean pageSize?}, or else what is said otherwise. */
    public static String hint(String wrong, Collection<String> names, String otherwise) {
        return to(wrong, names).map(name -> "; did you mean " + name + "?").orElse(otherwise);
    }

    private static String list(Collection<String> names) {
        return names.isEmpty() || names.size() > 40
                ? ""
                : "; there " + (names.size() == 1 ? "is " : "are ")
                        + String.join(", ", names.stream().sorted().toList());
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
    }

    /** How many letters must be put in, left out, changed or swapped with the next one (optimal string alignment). */
    public static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cell(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cell(int[][] cost, String a, String b, int i, int j) {
        int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j - 1] + changed, Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}

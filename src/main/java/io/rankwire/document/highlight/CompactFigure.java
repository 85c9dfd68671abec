package io.rankwire.document.highlight;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A number in few digits: 1,234,567.89 is 1.23 of the size M. It has three significant digits, and more only where its
 * whole part has more; rounded half up, once, from the exact number.
 *
 * @param count how many of the size, rounded
 * @param pattern how that is written, such as <code>{0}M</code>
 */
record CompactFigure(BigDecimal count, String pattern) {
    private static final int SIGNIFICANT = 3;

    /**
     * A power of ten that has a sign or word of its own.
     *
     * @param pattern how a number of them is written, such as <code>{0}M</code>
     */
    record Size(BigDecimal value, String pattern) {
        private static final Size ONE = new Size(BigDecimal.ONE, "{0}");

        /** Reads <code>1000 {0}K|1000000 {0}M</code>, the smallest first; one itself comes before them. */
        static List<Size> parse(String text) {
            List<Size> sizes = new ArrayList<>(List.of(ONE));
            Arrays.stream(text.split("\\|"))
                    .map(size -> size.split(" ", 2))
                    .forEach(size -> sizes.add(new Size(new BigDecimal(size[0]), size[1])));
            return List.copyOf(sizes);
        }
    }

    /** The number in the largest of the sizes that it reaches once it is rounded. */
    static CompactFigure of(BigDecimal number, List<Size> sizes) {
        int last = sizes.size() - 1;
        int at = 0;
        while (at < last
                && rounded(number, sizes.get(at))
                                .multiply(sizes.get(at).value())
                                .abs()
                                .compareTo(sizes.get(at + 1).value())
                        >= 0) {
            at++;
        }
        return new CompactFigure(rounded(number, sizes.get(at)), sizes.get(at).pattern());
    }

    private static BigDecimal rounded(BigDecimal number, Size size) {
        BigDecimal count = number.divide(size.value());
        int whole = count.signum() == 0 ? 1 : count.precision() - count.scale();
        return count.setScale(Math.max(0, SIGNIFICANT - whole), RoundingMode.HALF_UP);
    }

    /** The most decimals that the count has. */
    int decimals() {
        return count.scale();
    }
}

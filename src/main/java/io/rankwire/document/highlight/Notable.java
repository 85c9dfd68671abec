package io.rankwire.document.highlight;

import io.rankwire.ranking.Row;
import io.rankwire.text.OperatorMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From how many places on a move is worth telling: few at the top, where places are dear, more further down.
 *
 * @param steps by depth, ascending
 * @param beyond places for all that is deeper
 */
public record Notable(List<Step> steps, int beyond) {
    private static final Pattern STEP = Pattern.compile("(?:(\\d{1,6}):)?(\\d{1,6})");

    public Notable {
        steps = List.copyOf(steps);
    }

    /**
     * How many places count as far as some depth.
     *
     * @param depth the last rank for which it holds
     * @param places that a row must move
     */
    public record Step(int depth, int places) {}

    /**
     * Reads {@code 10:3, 30:5, 10}: three places up to rank 10, five up to 30, ten beyond.
     *
     * @throws OperatorMistake naming the text and the form
     */
    public static Notable parse(String text) {
        List<Step> steps = new ArrayList<>();
        int beyond = 0;
        for (String part : text.split(",", -1)) {
            Matcher step = STEP.matcher(part.strip());
            int depth = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).depth();
            if (beyond > 0 || !step.matches() || (step.group(1) != null && Integer.parseInt(step.group(1)) <= depth)) {
                throw wrong(text);
            }
            int places = Integer.parseInt(step.group(2));
            if (places < 1) {
                throw wrong(text);
            }
            if (step.group(1) == null) {
                beyond = places;
            } else {
                steps.add(new Step(Integer.parseInt(step.group(1)), places));
            }
        }
        if (beyond == 0) {
            throw wrong(text);
        }
        return new Notable(steps, beyond);
    }

    private static OperatorMistake wrong(String text) {
        return new OperatorMistake("notable is '" + text
                + "'; write depth:places with growing depths and places alone last, such as 10:3, 30:5, 10");
    }

    /** Whether the row moved far enough, judged by the better one of its two ranks. */
    boolean is(Row row) {
        Integer change = row.movement().change(row.rank());
        return change != null && Math.abs(change) >= places(Math.min(row.rank(), row.rank() + change));
    }

    private int places(int rank) {
        return steps.stream()
                .filter(step -> rank <= step.depth())
                .mapToInt(Step::places)
                .findFirst()
                .orElse(beyond);
    }
}

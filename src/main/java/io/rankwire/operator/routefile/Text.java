package io.rankwire.operator.routefile;

import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A piece of text in a YAML file.
 *
 * @param value what it says
 * @param place where it begins
 * @param exact whether character n of the value is n characters right of the place
 */
public record Text(String value, Place place, boolean exact) {

    public static Text of(ScalarNode node) {
        Place start = YamlText.place(node);
        boolean quoted = node.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
                || node.getScalarStyle() == ScalarStyle.SINGLE_QUOTED;
        int length =
                node.getEndMark().get().getIndex() - node.getStartMark().get().getIndex();
        boolean exact = length == node.getValue().length() + (quoted ? 2 : 0);
        return new Text(node.getValue(), exact && quoted ? start.plus(1) : start, exact);
    }

    /** The text that stands behind a key; empty when it is absent, blank, or no text. */
    static Optional<Text> of(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(tuple -> YamlText.key(tuple).equals(key) && tuple.getValueNode() instanceof ScalarNode)
                .map(tuple -> of((ScalarNode) tuple.getValueNode()))
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    /** Where the part that begins at this character stands. */
    public Place at(int index) {
        return exact ? place.plus(index) : place;
    }

    /** A part of it. */
    Text part(int from, int to) {
        return new Text(value.substring(from, to), at(from), exact);
    }

    public boolean isBlank() {
        return value.isBlank();
    }
}

package io.rankwire.source.endpoint;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a request as a kamelet writes it. In its texts a name in braces, {@code "{region}"}, stands for a value. A text
 * that is one placeholder and nothing else becomes that value, a number or yes or no as well; of a text around placeholders
 * all of them need a value. What has none is left out, and so is a group or list of which nothing else remains.
 */
public sealed interface Template {

    /** What placeholders stand for; null for nothing. */
    @FunctionalInterface
    interface Values {
        @Nullable
        Object of(String name);
    }

    /**
     * A placeholder.
     *
     * @param name what stands in the braces
     * @param at where in its text the opening brace is
     */
    record Slot(String name, int at) {}

    /**
     * A text.
     *
     * @param between what stands around the slots, one more than those
     */
    record Text(List<String> between, List<Slot> slots) implements Template {
        public Text {
            between = List.copyOf(between);
            slots = List.copyOf(slots);
        }

        @Override
        public @Nullable Object fill(Values values) {
            boolean whole = slots.size() == 1 && between.stream().allMatch(String::isEmpty);
            return whole ? values.of(slots.get(0).name()) : join(values, UnaryOperator.identity());
        }

        /** The text, every value in it changed in that way; null when one is missing. */
        public @Nullable String join(Values values, UnaryOperator<String> escape) {
            StringBuilder text = new StringBuilder(between.get(0));
            for (int i = 0; i < slots.size(); i++) {
                Object value = values.of(slots.get(i).name());
                if (value == null) {
                    return null;
                }
                text.append(escape.apply(text(value))).append(between.get(i + 1));
            }
            return text.toString();
        }

        /** The text as the file has it. */
        public String written() {
            return String.valueOf(join(name -> "{" + name + "}", UnaryOperator.identity()));
        }

        @Override
        public void eachSlot(List<String> path, SlotVisitor visitor) {
            slots.forEach(slot -> visitor.visit(path, slot));
        }
    }

    /** A number, or yes or no. */
    record Fixed(Object value) implements Template {
        @Override
        public Object fill(Values values) {
            return value;
        }

        @Override
        public void eachSlot(List<String> path, SlotVisitor visitor) {
            // It has none.
        }
    }

    /** A group of keys. */
    record Fields(Map<String, Template> fields) implements Template {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public @Nullable Map<String, Object> fill(Values values) {
            Map<String, Object> filled = new LinkedHashMap<>();
            fields.forEach((name, template) -> {
                Object value = template.fill(values);
                if (value != null) {
                    filled.put(name, value);
                }
            });
            return filled.isEmpty() && !fields.isEmpty() ? null : filled;
        }

        @Override
        public void eachSlot(List<String> path, SlotVisitor visitor) {
            fields.forEach((name, template) -> template.eachSlot(below(path, name), visitor));
        }
    }

    /** A list. */
    record Entries(List<Template> entries) implements Template {
        public Entries {
            entries = List.copyOf(entries);
        }

        @Override
        public @Nullable List<Object> fill(Values values) {
            List<Object> filled = new ArrayList<>();
            entries.forEach(entry -> {
                Object value = entry.fill(values);
                if (value != null) {
                    filled.add(value);
                }
            });
            return filled.isEmpty() && !entries.isEmpty() ? null : filled;
        }

        @Override
        public void eachSlot(List<String> path, SlotVisitor visitor) {
            for (int i = 0; i < entries.size(); i++) {
                entries.get(i).eachSlot(below(path, String.valueOf(i)), visitor);
            }
        }
    }

    /** Shown every placeholder, with the keys that lead to its text. */
    @FunctionalInterface
    interface SlotVisitor {
        void visit(List<String> path, Slot slot);
    }

    /** A value as text: a small number without an exponent. */
    static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** What is to be sent; null for nothing. */
    @Nullable
    Object fill(Values values);

    /** Shows every placeholder. */
    void eachSlot(List<String> path, SlotVisitor visitor);

    private static List<String> below(List<String> path, String name) {
        return Stream.concat(path.stream(), Stream.of(name)).toList();
    }
}

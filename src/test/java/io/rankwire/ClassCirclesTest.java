package io.rankwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.text.OneLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** Classes that use each other, directly or by way of others. A nested class counts as the one that it is in. */
class ClassCirclesTest {
    private static final Pattern USE =
            Pattern.compile("(?m)^ +io\\.rankwire\\.([\\w.]+)\\S* +-> io\\.rankwire\\.([\\w.]+)");

    /** The reason for each stands in the {@code package-info} of its room. */
    private static final Set<String> KNOWN =
            Set.of("store.Dialect store.SqliteFile store.StoreAddress store.WatchedConnections");

    @Test
    void areFewAndKnown() {
        assertThat(new Circles(uses()).all()).containsExactlyInAnyOrderElementsOf(KNOWN);
    }

    @Test
    void areFoundWhereverTheyBegin() {
        Map<String, Set<String>> uses = Map.of(
                "a",
                Set.of("b"),
                "b",
                Set.of("c", "d"),
                "c",
                Set.of("a"),
                "d",
                Set.of("e"),
                "e",
                Set.of("f", "e"),
                "f",
                Set.of("e"));

        assertThat(new Circles(uses).all()).containsExactlyInAnyOrder("a b c", "e f");
    }

    /** What each class of the program uses, as the compiler wrote it down. */
    private static Map<String, Set<String>> uses() {
        String classes = OneLine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        StringWriter out = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        StringWriter err = new StringWriter();
        int exit = jdeps.run(new PrintWriter(out), new PrintWriter(err), "-v", "-cp", classes, classes);
        assertThat(exit).as(err.toString()).isZero();
        Map<String, Set<String>> uses = new TreeMap<>();
        Matcher use = USE.matcher(out.toString());
        while (use.find()) {
            uses.computeIfAbsent(use.group(1), name -> new TreeSet<>()).add(use.group(2));
        }
        assertThat(uses).hasSizeGreaterThan(300);
        return uses;
    }

    /** The strongly connected parts of a graph that have more than one member, as Tarjan finds them. */
    private static final class Circles {
        private final Map<String, Set<String>> uses;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final Map<String, Integer> lowest = new HashMap<>();
        private final Deque<String> open = new ArrayDeque<>();
        private final List<String> found = new ArrayList<>();

        Circles(Map<String, Set<String>> uses) {
            this.uses = uses;
        }

        List<String> all() {
            uses.keySet().stream().filter(name -> !numbers.containsKey(name)).forEach(this::visit);
            return found;
        }

        private void visit(String name) {
            numbers.put(name, numbers.size());
            lowest.put(name, numbers.get(name));
            open.push(name);
            for (String used : uses.getOrDefault(name, Set.of())) {
                if (!numbers.containsKey(used)) {
                    visit(used);
                    lowest.merge(name, lowest.get(used), Math::min);
                } else if (open.contains(used)) {
                    lowest.merge(name, numbers.get(used), Math::min);
                }
            }
            if (lowest.get(name).equals(numbers.get(name))) {
                close(name);
            }
        }

        private void close(String first) {
            Set<String> circle = new TreeSet<>();
            String name;
            do {
                name = open.pop();
                circle.add(name);
            } while (!name.equals(first));
            if (circle.size() > 1) {
                found.add(String.join(" ", circle));
            }
        }
    }
}

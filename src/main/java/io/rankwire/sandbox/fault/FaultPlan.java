package io.rankwire.sandbox.fault;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A vendor's switchboard of faults: {@code faults.on(Fault.SERVER_ERROR, onPage(2), times(1))}. Safe for use by several
 * threads.
 */
public final class FaultPlan {
    private static final Pattern COLON = Pattern.compile(":");
    private static final Pattern COMMA = Pattern.compile(",");

    private final Vendor vendor;
    private final List<Switch> switches = new ArrayList<>();

    public FaultPlan(Vendor vendor) {
        this.vendor = vendor;
    }

    public static PlannedFault.Setting onPage(int page) {
        return plan -> new PlannedFault(plan.fault(), page, plan.times(), plan.seconds(), plan.rows());
    }

    public static PlannedFault.Setting times(int times) {
        return plan -> new PlannedFault(plan.fault(), plan.page(), times, plan.seconds(), plan.rows());
    }

    public static PlannedFault.Setting seconds(int seconds) {
        return plan -> new PlannedFault(plan.fault(), plan.page(), plan.times(), seconds, plan.rows());
    }

    public static PlannedFault.Setting rows(int rows) {
        return plan -> new PlannedFault(plan.fault(), plan.page(), plan.times(), plan.seconds(), rows);
    }

    /** Reads {@code too-many-requests:page=2,times=1}; settings are page, times, seconds and rows. */
    public static PlannedFault parse(String text) {
        String[] parts = COLON.split(text, 2);
        PlannedFault plan = PlannedFault.of(Fault.named(parts[0].strip()));
        if (parts.length == 2) {
            for (String setting : COMMA.split(parts[1], -1)) {
                plan = setting(text, setting.strip()).apply(plan);
            }
        }
        return plan;
    }

    private static PlannedFault.Setting setting(String text, String setting) {
        int equals = setting.indexOf('=');
        try {
            int value = Integer.parseInt(setting.substring(equals + 1));
            return switch (equals < 0 ? "" : setting.substring(0, equals)) {
                case "page" -> onPage(value);
                case "times" -> times(value);
                case "seconds" -> seconds(value);
                case "rows" -> rows(value);
                default -> throw new NumberFormatException(setting);
            };
        } catch (NumberFormatException notASetting) {
            throw new IllegalArgumentException(
                    "fault '" + text + "' has '" + setting
                            + "'; settings are page, times, seconds and rows, each with '=' and a whole number",
                    notASetting);
        }
    }

    public void on(Fault fault, PlannedFault.Setting... settings) {
        PlannedFault plan = PlannedFault.of(fault);
        for (PlannedFault.Setting setting : settings) {
            plan = setting.apply(plan);
        }
        on(plan);
    }

    /** Switches a fault on; a fault that the vendor does not have is an {@link IllegalArgumentException}. */
    public synchronized void on(PlannedFault plan) {
        if (plan.fault().refuses() && plan.fault().code(vendor) == 0) {
            throw new IllegalArgumentException(
                    "fault " + plan.fault().kebabCase() + " is not one of " + vendor.title() + "'s");
        }
        switches.add(new Switch(plan));
    }

    public synchronized void off(Fault fault) {
        switches.removeIf(one -> one.plan.fault() == fault);
    }

    public synchronized void clear() {
        switches.clear();
    }

    /** The faults that strike a request for this page: one refusal, or every misleading one. */
    public synchronized Struck strike(int page) {
        Optional<Switch> refusal = switches.stream()
                .filter(one -> one.plan.fault().refuses() && one.plan.strikes(page))
                .findFirst();
        List<PlannedFault> struck = new ArrayList<>();
        for (Iterator<Switch> all = switches.iterator(); all.hasNext(); ) {
            Switch one = all.next();
            if (refusal.map(only -> only == one).orElse(one.plan.strikes(page))) {
                struck.add(one.plan);
                if (one.isSpent()) {
                    all.remove();
                }
            }
        }
        return new Struck(struck);
    }

    /** What strikes one request. */
    public record Struck(List<PlannedFault> plans) {
        public Struck {
            plans = List.copyOf(plans);
        }

        public Optional<PlannedFault> refusal() {
            return plans.stream().filter(plan -> plan.fault().refuses()).findFirst();
        }

        public Optional<PlannedFault> by(Fault fault) {
            return plans.stream().filter(plan -> plan.fault() == fault).findFirst();
        }

        public boolean has(Fault fault) {
            return by(fault).isPresent();
        }
    }

    /** A planned fault and how often it has struck. */
    private static final class Switch {
        private final PlannedFault plan;
        private int struck;

        private Switch(PlannedFault plan) {
            this.plan = plan;
        }

        private boolean isSpent() {
            struck++;
            return plan.times() != 0 && struck >= plan.times();
        }
    }
}

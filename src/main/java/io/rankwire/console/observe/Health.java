package io.rankwire.console.observe;

import io.rankwire.account.StoppedAccounts;
import io.rankwire.delivery.Sinks;
import io.rankwire.operator.desk.FileProblem;
import io.rankwire.store.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether Rankwire can do its work, as Camel's health checks say it, with its own among them: without its store it is
 * down; a refused file, a disabled sink or a stopped account leaves it up, but degraded. Who may not read hears up or
 * down alone, and only from the two probes.
 */
public final class Health {
    /** Nothing is kept from doing its work by asking for its health too often. */
    private static final Duration PROBED_AT_MOST_EVERY = Duration.ofSeconds(2);

    private static final String DEGRADED = "degraded";
    public static final Set<String> PROBES =
            Set.of("/observe/health/live", "/observe/health/ready", "/observe/live", "/observe/ready");

    private final ConsoleServices stage;
    private long probed = System.nanoTime() - PROBED_AT_MOST_EVERY.toNanos() - 1;
    private String storeFault = "";

    public Health(ConsoleServices stage) {
        this.stage = stage;
        register("store", this::store);
        register("files", this::files);
        register("sinks", this::sinks);
        register("accounts", this::accounts);
    }

    /** Whether a path is one that everybody may ask, for up or down and nothing else. */
    public static boolean isProbe(String path) {
        return PROBES.contains(path);
    }

    /** Everything that is looked at, and what is the matter with it. */
    public Map<String, Object> full() {
        return answer(HealthCheckHelper.invoke(stage.context(), "full"), true);
    }

    /**
     * What one of {@link #PROBES} is told.
     *
     * @param detailed whether it may be told more than up or down
     */
    public Map<String, Object> probe(String path, boolean detailed) {
        CamelContext context = stage.context();
        return answer(
                path.endsWith("live")
                        ? HealthCheckHelper.invokeLiveness(context, "full")
                        : HealthCheckHelper.invokeReadiness(context, "full"),
                detailed);
    }

    private void register(String id, Consumer<HealthCheckResultBuilder> look) {
        HealthCheckRegistry.get(stage.context()).register(new AbstractHealthCheck("rankwire", id) {
            @Override
            protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
                look.accept(builder);
            }

            /** Nothing of this is mended by starting the process again. */
            @Override
            public boolean isLiveness() {
                return false;
            }
        });
    }

    private void store(HealthCheckResultBuilder result) {
        String fault = storeFault();
        if (fault.isEmpty()) {
            result.up();
        } else {
            result.message(fault).down();
        }
    }

    /** Why nothing can be read or written; empty when all can be. */
    private synchronized String storeFault() {
        if (System.nanoTime() - probed > PROBED_AT_MOST_EVERY.toNanos()) {
            storeFault = stage.store().fault().orElse("");
            probed = System.nanoTime();
        }
        return storeFault;
    }

    private void files(HealthCheckResultBuilder result) {
        List<String> refused = stage.desk().problems().stream()
                .map(FileProblem::file)
                .map(file -> stage.home().folder().relativize(file).toString())
                .distinct()
                .sorted()
                .toList();
        upWith(result, "refused", refused);
    }

    private void sinks(HealthCheckResultBuilder result) {
        read(result, "disabled", () -> stage.sinks().disabled().stream()
                .map(Sinks.Disabled::sink)
                .toList());
    }

    private void accounts(HealthCheckResultBuilder result) {
        read(result, "stopped", () -> new StoppedAccounts(stage.store(), stage.clock())
                .list().stream().map(StoppedAccounts.Stopped::account).toList());
    }

    /** Unknown without the store, whose own check tells that it is away. */
    private void read(HealthCheckResultBuilder result, String name, Supplier<List<String>> broken) {
        if (!storeFault().isEmpty()) {
            result.unknown();
            return;
        }
        try {
            upWith(result, name, broken.get());
        } catch (RuntimeException e) {
            if (!Outage.caused(e)) {
                throw e;
            }
            result.unknown();
        }
    }

    private static void upWith(HealthCheckResultBuilder result, String name, List<String> broken) {
        if (!broken.isEmpty()) {
            result.detail(DEGRADED, true).detail(name, broken);
        }
        result.up();
    }

    /** An answer as other programs of this kind give it: the whole, then every check. */
    private static Map<String, Object> answer(Collection<HealthCheck.Result> results, boolean everything) {
        Map<String, Object> answer = new LinkedHashMap<>();
        boolean up = results.stream().noneMatch(result -> result.getState() == HealthCheck.State.DOWN);
        answer.put("status", up ? "UP" : "DOWN");
        if (everything) {
            answer.put(DEGRADED, results.stream().anyMatch(Health::isDegraded));
            List<Map<String, Object>> checks = new ArrayList<>();
            results.forEach(result -> checks.add(check(result)));
            answer.put("checks", checks);
        }
        return answer;
    }

    private static boolean isPlain(Object value) {
        return value instanceof List<?> || value instanceof Boolean || value instanceof Number;
    }

    private static boolean isDegraded(HealthCheck.Result result) {
        return Boolean.TRUE.equals(result.getDetails().get(DEGRADED));
    }

    private static Map<String, Object> check(HealthCheck.Result result) {
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("name", result.getCheck().getId());
        check.put("status", result.getState().name());
        result.getMessage().ifPresent(message -> check.put("message", message));
        Map<String, Object> details = new TreeMap<>();
        result.getDetails().forEach((key, value) -> {
            if (!HealthCheckHelper.isReservedKey(key)) {
                details.put(key, isPlain(value) ? value : String.valueOf(value));
            }
        });
        if (!details.isEmpty()) {
            check.put("data", details);
        }
        return check;
    }
}

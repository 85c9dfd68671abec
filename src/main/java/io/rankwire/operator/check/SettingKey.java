package io.rankwire.operator.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rankwire.feed.Zones;
import io.rankwire.net.EhloName;
import io.rankwire.operator.routefile.SettingsFile;
import io.rankwire.operator.workspace.CheckContext;
import io.rankwire.source.Parameter;
import io.rankwire.store.StoreAddress;
import io.rankwire.text.OperatorMistake;
import io.rankwire.transport.mail.Addressees;
import io.rankwire.transport.mail.CommandLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A setting that Rankwire reads, as {@code settings.yaml} describes it in the words of kamelets.
 *
 * @param rule type, range and format of its value
 */
record SettingKey(Parameter rule) {
    private static final Map<String, Map<String, Parameter>> GROUPS = read();

    private static Map<String, Map<String, Parameter>> read() {
        try (InputStream file = SettingKey.class.getResourceAsStream("settings.yaml")) {
            ObjectMapper mapper = new ObjectMapper();
            JsonNode groups = mapper.valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(file));
            Map<String, Map<String, Parameter>> read = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> group : groups.properties()) {
                Map<String, Parameter> keys = new LinkedHashMap<>();
                for (Map.Entry<String, JsonNode> key : group.getValue().properties()) {
                    keys.put(key.getKey(), mapper.treeToValue(key.getValue(), Parameter.class));
                }
                read.put(group.getKey(), keys);
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("the list of settings cannot be read", e);
        }
    }

    private static Map<String, Parameter> group(String name) {
        return GROUPS.getOrDefault(name, Map.of());
    }

    /** The setting of that key; empty when Rankwire itself reads none such. */
    static Optional<SettingKey> of(String key, Set<String> accounts, Set<String> sinks) {
        Parameter fixed = group("rankwire").get(key);
        if (fixed != null) {
            return Optional.of(new SettingKey(fixed));
        }
        int dot = key.lastIndexOf('.');
        String prefix = dot < 0 ? "" : key.substring(0, dot);
        String name = key.substring(dot + 1);
        Parameter ofAccount = group("account").get(name);
        if (accounts.contains(prefix) && ofAccount != null) {
            return Optional.of(new SettingKey(ofAccount));
        }
        return sinks.contains(prefix)
                ? Optional.ofNullable(group("sink").get(name)).map(SettingKey::new)
                : Optional.empty();
    }

    /** The keys that are what they are. */
    static Set<String> fixed() {
        return group("rankwire").keySet();
    }

    /** The keys behind an account's name. */
    static Set<String> ofAccounts() {
        return group("account").keySet();
    }

    /** The accounts there are: every group of keys that has an address and a token or a limit of requests. */
    static Set<String> accounts(SettingsFile settings) {
        Set<String> keys = settings.keys();
        Set<String> accounts = new TreeSet<>();
        for (String key : keys) {
            for (String name : ofAccounts()) {
                String prefix = key.endsWith("." + name) ? key.substring(0, key.length() - name.length() - 1) : "";
                boolean marked = !name.equals("url") && !name.equals("token");
                if (!prefix.isEmpty()
                        && (marked || (keys.contains(prefix + ".url") && keys.contains(prefix + ".token")))) {
                    accounts.add(prefix);
                }
            }
        }
        return accounts;
    }

    /** Whether it is the address of a web server. */
    static boolean isAddress(String text) {
        try {
            URI uri = new URI(text.strip());
            return uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    boolean isZone() {
        return CheckContext.format(rule).equals("zone");
    }

    /** What is wrong with a value. */
    Optional<String> mistake(String key, String value) {
        try {
            switch (CheckContext.format(rule)) {
                case "zone" -> Zones.parse(key, value);
                case "duration" -> io.rankwire.text.Durations.parse(key, value);
                case "durations" -> io.rankwire.delivery.RetrySchedule.parse(key, value);
                case "addresses" -> {
                    return Addressees.mistake(key, value);
                }
                case "ehlo-name" -> new EhloName(value);
                case "command" -> CommandLine.parse(key, value);
                case "url" -> {
                    return isAddress(value)
                            ? Optional.empty()
                            : Optional.of(key + " is '" + value + "'; it must be an address that begins with https://");
                }
                case "store" -> StoreAddress.of(value, Path.of(""));
                default -> rule.check(key, value);
            }
            return Optional.empty();
        } catch (OperatorMistake e) {
            return Optional.of(e.getMessage());
        }
    }
}

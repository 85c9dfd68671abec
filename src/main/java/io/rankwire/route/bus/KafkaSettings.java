package io.rankwire.route.bus;

import io.rankwire.settings.Home;
import io.rankwire.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.kafka.clients.CommonClientConfigs;

/** {@code rankwire.kafka.*}: where Kafka is, and how to log in to it. */
final class KafkaSettings {
    private static final int FEWEST_BYTES = 1 << 20;
    private static final String SECURITY = "rankwire.kafka.security.protocol";

    private final Settings settings;
    private final Home home;

    KafkaSettings(Settings settings, Home home) {
        this.settings = settings;
        this.home = home;
    }

    private String brokers() {
        return settings.require("rankwire.kafka.brokers");
    }

    /** The beginning of the names of topics and group, so that several installations can share a Kafka. */
    String prefix() {
        return settings.find("rankwire.kafka.prefix").orElse("rankwire");
    }

    /** How many nodes times consumers can work at once. */
    int partitions() {
        return Settings.whole(
                "rankwire.kafka.partitions",
                settings.find("rankwire.kafka.partitions").orElse("24"),
                10_000);
    }

    /** How many feeds a node polls at once. */
    int consumers() {
        return Settings.whole(
                "rankwire.kafka.consumers",
                settings.find("rankwire.kafka.consumers").orElse("4"),
                100);
    }

    /** Kafka's own settings about security, under Kafka's own names behind {@code rankwire.kafka.}. */
    private Map<String, Object> security() {
        Map<String, Object> given = new HashMap<>();
        pass(given, SECURITY);
        pass(given, "rankwire.kafka.sasl.mechanism");
        pass(given, "rankwire.kafka.sasl.jaas.config");
        passFile(given, "rankwire.kafka.ssl.truststore.location");
        pass(given, "rankwire.kafka.ssl.truststore.type");
        pass(given, "rankwire.kafka.ssl.truststore.password");
        passFile(given, "rankwire.kafka.ssl.keystore.location");
        pass(given, "rankwire.kafka.ssl.keystore.type");
        pass(given, "rankwire.kafka.ssl.keystore.password");
        pass(given, "rankwire.kafka.ssl.key.password");
        login(given);
        return given;
    }

    private void pass(Map<String, Object> given, String key) {
        settings.findSecret(key).ifPresent(value -> given.put(name(key), value.strip()));
    }

    /** Kafka would look for it from the folder on that the program was started in. */
    private void passFile(Map<String, Object> given, String key) {
        settings.file(key, home).ifPresent(file -> given.put(name(key), file.toString()));
    }

    private static String name(String key) {
        return key.substring("rankwire.kafka.".length());
    }

    /** A name and a password are written the way that Kafka reads them. */
    private void login(Map<String, Object> given) {
        Optional<String> username = settings.findSecret("rankwire.kafka.username");
        if (username.isEmpty()) {
            return;
        }
        String mechanism = (String) given.computeIfAbsent("sasl.mechanism", key -> "SCRAM-SHA-512");
        given.putIfAbsent("security.protocol", "SASL_SSL");
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        given.putIfAbsent(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.%s required username=%s password=%s;"
                        .formatted(module, quoted(username.get()), quoted(settings.secret("rankwire.kafka.password"))));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** For the client that makes the topics. */
    Map<String, Object> admin() {
        Map<String, Object> admin = new HashMap<>(security());
        admin.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers());
        admin.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        admin.put("default.api.timeout.ms", 10_000);
        return admin;
    }

    /** For all that Camel sends and receives. Items are small and few, and so is what is set aside for them. */
    KafkaConfiguration camel() {
        KafkaConfiguration camel = new KafkaConfiguration();
        camel.setBrokers(brokers());
        camel.setGroupId(prefix());
        camel.setConsumersCount(consumers());
        camel.setAutoOffsetReset("earliest");
        camel.setPartitionAssignor("org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        camel.setSessionTimeoutMs(10_000);
        camel.setHeartbeatIntervalMs(3_000);
        camel.setMetadataMaxAgeMs(30_000);
        camel.setFetchMaxBytes(FEWEST_BYTES);
        camel.setMaxPartitionFetchBytes(FEWEST_BYTES / 16);
        camel.setBufferMemorySize(FEWEST_BYTES);
        camel.setReconnectBackoffMaxMs(2_000);
        camel.setMaxBlockMs(5_000);
        camel.setRequestTimeoutMs(5_000);
        camel.setDeliveryTimeoutMs(10_000);
        camel.setPollTimeoutMs(1_000L);
        // A certificate or a password in the address of an endpoint would be printed with it.
        camel.setAdditionalProperties(security());
        return camel;
    }
}

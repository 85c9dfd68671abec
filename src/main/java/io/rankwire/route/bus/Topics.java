package io.rankwire.route.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics that work goes round on; they are made where they are not there yet. */
record Topics(String polls, String deliveries) {
    /** One day; older items have been followed by newer ones. */
    private static final String RETENTION_MILLIS = "86400000";

    private static final int MOST_COPIES = 3;

    static Topics of(KafkaSettings settings) {
        return new Topics(settings.prefix() + ".polls", settings.prefix() + ".deliveries");
    }

    /** Makes those that are missing; what operators made themselves stays as they made it. */
    void make(KafkaSettings settings) throws ExecutionException, InterruptedException {
        try (AdminClient admin = AdminClient.create(settings.admin())) {
            Set<String> there = admin.listTopics().names().get();
            int copies =
                    Math.min(MOST_COPIES, admin.describeCluster().nodes().get().size());
            List<NewTopic> missing = new ArrayList<>();
            for (String name : List.of(polls, deliveries)) {
                if (!there.contains(name)) {
                    missing.add(topic(name, settings.partitions(), (short) copies));
                }
            }
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            // Another node was quicker.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static NewTopic topic(String name, int partitions, short copies) {
        return new NewTopic(name, partitions, copies)
                .configs(Map.of(
                        "retention.ms",
                        RETENTION_MILLIS,
                        "segment.ms",
                        "3600000",
                        "cleanup.policy",
                        "delete",
                        "min.insync.replicas",
                        Integer.toString(Math.min(2, copies))));
    }
}

package io.rankwire.transport.drop;

import io.rankwire.delivery.DeliveryFault;
import io.rankwire.settings.Settings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/** The connections to SFTP servers: one a user there, kept for the next delivery for a while. Safe for many threads. */
final class SftpPartners extends ServiceSupport {
    private static final long IDLE_SECONDS = 60;
    private static final long WATCH_MILLIS = 200;

    private final CamelContext context;
    private final Settings settings;
    private final Map<Account, Line> lines = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService scheduler;

    SftpPartners(CamelContext context, Settings settings) {
        this.context = context;
        this.settings = settings;
    }

    /** What is done over a connection. */
    interface Use {
        void of(SftpConnection connection) throws DeliveryFault;
    }

    /** Whose turn it is, one at a time. */
    private record Account(String host, int port, String username) {}

    /** The connection of an account, if there is one. */
    private static final class Line {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable SftpConnection connection;
        private @Nullable Future<?> closing;
    }

    /** Connects to a partner if need be, and uses the connection; after a fault it is not used again. */
    void with(SftpPartner partner, Use use) throws DeliveryFault {
        Line line = lines.computeIfAbsent(
                new Account(partner.host(), partner.port(), partner.login().username()), account -> new Line());
        line.lock.lock();
        boolean done = false;
        try {
            SftpConnection connection = connection(line, partner);
            Future<?> watch = scheduler()
                    .scheduleWithFixedDelay(connection::cutIfSilent, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
            try {
                connection.open();
                use.of(connection);
                done = true;
            } finally {
                watch.cancel(false);
            }
        } finally {
            settle(line, done);
            line.lock.unlock();
        }
    }

    private SftpConnection connection(Line line, SftpPartner partner) {
        if (line.closing != null) {
            line.closing.cancel(false);
        }
        SftpConnection known = line.connection;
        if (known != null && known.partner().equals(partner)) {
            return known;
        }
        close(line);
        SftpConnection made = new SftpConnection(context, partner, settings);
        line.connection = made;
        return made;
    }

    private ScheduledExecutorService scheduler() {
        if (scheduler == null) {
            throw new IllegalStateException("the service of SFTP connections is not started");
        }
        return scheduler;
    }

    private void settle(Line line, boolean keep) {
        if (keep) {
            line.closing = scheduler().schedule(() -> closeIdle(line), IDLE_SECONDS, TimeUnit.SECONDS);
        } else {
            close(line);
        }
    }

    private static void closeIdle(Line line) {
        if (line.lock.tryLock()) {
            try {
                close(line);
            } finally {
                line.lock.unlock();
            }
        }
    }

    private static void close(Line line) {
        SftpConnection connection = line.connection;
        if (connection != null) {
            connection.cut();
            line.connection = null;
        }
    }

    @Override
    protected void doStart() {
        scheduler = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "sftp");
    }

    @Override
    protected void doStop() {
        if (scheduler != null) {
            context.getExecutorServiceManager().shutdownNow(scheduler);
        }
        lines.values().forEach(SftpPartners::close);
    }
}

package io.rankwire.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;

/** The {@code Retry-After} header (RFC 9110, 10.2.3): seconds or a date. */
public final class RetryAfter {
    /** HttpClient's own knows no zone, and so reads no moment. */
    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private RetryAfter() {}

    /** How long to wait from {@code now}; empty for no header or one that cannot be read; never negative. */
    public static Optional<Duration> parse(String header, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        String text = header.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        // The form in use and the two obsolete ones that are to be read all the same (RFC 9110, 5.6.7).
        return Optional.ofNullable(
                        DateUtils.parseDate(text, DateUtils.FORMATTER_RFC1123, DateUtils.FORMATTER_RFC1036, ASCTIME))
                .map(until -> until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
    }

    /** What is waited of an asked wait: no more than the limit, since one wrong date would stop a feed or a sink for good. */
    public static Duration capped(Duration asked, Duration limit) {
        return asked.compareTo(limit) > 0 ? limit : asked;
    }

    /** Says behind a reason that a wait was cut; nothing when it was not. */
    public static String remark(Optional<Duration> asked, Duration limit) {
        return asked.filter(wait -> wait.compareTo(limit) > 0)
                .map(wait -> "; it asks for a wait of " + words(wait) + ", which is cut to " + words(limit)
                        + " (rankwire.retryAfterLimit)")
                .orElse("");
    }

    private static String words(Duration wait) {
        if (wait.toHours() >= 48) {
            return wait.toDays() + " days";
        }
        return wait.toMinutes() >= 120 ? wait.toHours() + " hours" : wait.toSeconds() + " seconds";
    }
}

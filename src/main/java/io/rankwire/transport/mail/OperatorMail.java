package io.rankwire.transport.mail;

import io.rankwire.delivery.OperatorNotices.Notice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What the operator is told, all of it in one mail. */
final class OperatorMail {
    /** Who has more to do than this looks at the listings. */
    private static final int MOST = 50;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private OperatorMail() {}

    /** The mail about these matters, which are at least one. */
    public static Letter about(List<Notice> notices) {
        StringBuilder text = new StringBuilder();
        notices.stream().limit(MOST).forEach(notice -> text.append(paragraph(notice)));
        if (notices.size() > MOST) {
            text.append("And ")
                    .append(notices.size() - MOST)
                    .append(" more: rankwire deliveries --status dead, rankwire sinks\n");
        }
        return new Letter("Rankwire: " + subject(notices), text.toString(), null, List.of(), List.of());
    }

    /** What this mail is called: another batch has another name, also one of another installation. */
    public static String name(List<Notice> notices) {
        Notice first = notices.get(0);
        Notice last = notices.get(notices.size() - 1);
        return "notices-" + first.id() + "-" + last.id() + "-" + first.since().toEpochMilli();
    }

    private static String subject(List<Notice> notices) {
        Notice first = notices.get(0);
        String title = (first.over() != null ? "over: " : "") + first.kind().title() + ": " + first.about();
        return notices.size() == 1 ? title : title + ", and " + (notices.size() - 1) + " more";
    }

    private static String paragraph(Notice notice) {
        String head = notice.kind().title() + ": " + notice.about();
        if (notice.over() != null) {
            return "OVER: " + head + "\nIt began " + time(notice.since()) + " and was over " + time(notice.over())
                    + ".\n\n";
        }
        return head.toUpperCase(Locale.ROOT).substring(0, 1) + head.substring(1) + "\nSince " + time(notice.since())
                + ".\n" + notice.what().strip() + "\n\n";
    }

    private static String time(Instant moment) {
        return TIME.format(moment);
    }
}

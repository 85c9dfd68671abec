package io.rankwire.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    private static List<String> ignored(String text) {
        return new Cron(text).ignored().stream().map(Cron.Remark::message).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 8 ? * MON",
                "0 0 8 ? * mon-fri",
                "0+0+8+?+*+MON",
                "0 0 8 ? * FRIL",
                "0 0 8 ? * FRI#2",
                "0 0 8 L-3 * ?",
                "0 0/10 8-18 ? * 2-6/2",
                "0 0 8 1 JANUARY,JUL ? 2026-2030",
                "0 0 22-2/2 ? * FRI-MON"
            })
    void readsWhatQuartzReadsAsItIsMeant(String text) {
        assertThat(new Cron(text).fault()).isEmpty();
        assertThat(ignored(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 0 8 ? * MOM      | 10 | Invalid Day-of-Week value: 'MOM'; did you mean MON?
            0 0 8 ? * MON,TUS  | 14 | Invalid Day-of-Week value: 'TUS'; did you mean TUE?
            0 0 8 1 JNU ?      | 8  | Invalid Month value: 'JNU'; did you mean JUN?
            0 0 25 ? * MON     | 4  | Hour values must be between 0 and 23
            0 70 8 ? * MON     | 2  | Minute and Second values must be between 0 and 59
            0 0 8 * * MON      | 6  | the day of the month or the day of the week must be ?
            0 0 8 ? * MON-     | 10 | this part of it cannot be read
            0 8 * * 1          | 0  | it has 5 fields, and needs 6 or 7, seconds first; did you mean 0 0 8 ? * MON?
            30 6 1,15 * *      | 0  | it has 5 fields, and needs 6 or 7, seconds first; did you mean 0 30 6 1,15 * ??
            0 8 * * 1-5        | 0  | it has 5 fields, and needs 6 or 7, seconds first; did you mean 0 0 8 ? * MON-FRI?
            0 8 1 * 1          | 0  | it has 5 fields, and needs 6 or 7, seconds first; Mondays at eight are 0 0 8 ? * MON
            @daily             | 0  | it has 1 field, and needs 6 or 7, seconds first; Mondays at eight are 0 0 8 ? * MON
            """)
    void saysWhatIsWrongAndWhereItStands(String text, int from, String reason) {
        assertThat(new Cron(text).fault()).contains(new Cron.Remark(from, "cron is '" + text + "': " + reason));
    }

    @Test
    void saysWhatQuartzPassesOverAndWhatComesOfIt() {
        assertThat(new Cron("0 0 8 ? * WED,MON-FRI/2").ignored())
                .containsExactly(new Cron.Remark(
                        21,
                        "cron: Quartz passes over /2 behind a name, so MON-FRI/2 is due on MON, TUE, WED, THU,"
                                + " FRI; 2-6/2 is MON, WED, FRI"));
        assertThat(ignored("0 0 8 1 JAN/3 ?"))
                .containsExactly("cron: Quartz passes over /3 behind a name, so JAN/3 is due in JAN;"
                        + " 1/3 is JAN, APR, JUL, OCT");
        assertThat(ignored("0 0 8 ? * FRI-MON/2"))
                .containsExactly("cron: Quartz passes over /2 behind a name, so FRI-MON/2 is due on SUN, MON, FRI, SAT;"
                        + " 6-2/2 is SUN, FRI");
        assertThat(ignored("0 0 8 ? * Monday-Friday"))
                .containsExactly("cron: Quartz passes over day-Friday behind a name, so Monday-Friday is due on MON");
    }
}

package io.rankwire.document.highlight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.feed.Period;
import io.rankwire.feed.PeriodType;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
    private static final Period DAY = Period.parse(PeriodType.DAY, "2026-09-06");
    private static final Period WEEK = Period.parse(PeriodType.WEEK, "2026-W13");
    private static final Period MONTH = Period.parse(PeriodType.MONTH, "2026-09");

    private static Words words(String locale) {
        return new Words(Locale.forLanguageTag(locale));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en-US | Sunday, September 6, 2026 | Sep 6, 2026 | Week 13, 2026 | September 2026
            en-PH | Sunday, September 6, 2026 | Sep 6, 2026 | Week 13, 2026 | September 2026
            en-GB | Sunday, 6 September 2026 | 6 Sep 2026 | Week 13, 2026 | September 2026
            en-IN | Sunday, 6 September 2026 | 6 Sep 2026 | Week 13, 2026 | September 2026
            zh-CN | 2026年9月6日星期日 | 2026年9月6日 | 2026 年第 13 周 | 2026 年 9 月
            zh | 2026年9月6日星期日 | 2026年9月6日 | 2026 年第 13 周 | 2026 年 9 月
            de-DE | Sunday, September 6, 2026 | Sep 6, 2026 | Week 13, 2026 | September 2026
            """)
    void daysAreWrittenAsItsReadersDo(String locale, String day, String brief, String week, String month) {
        Words words = words(locale);

        assertThat(words.period(DAY)).isEqualTo(day);
        assertThat(words.dates(DAY)).isEqualTo(brief);
        assertThat(words.period(WEEK)).isEqualTo(week);
        assertThat(words.period(MONTH)).isEqualTo(month);
        assertThat(words.longMoment(Instant.parse("2026-09-05T23:30:00Z"), ZoneId.of("Europe/Berlin")))
                .isEqualTo(day + " · 01:30 Europe/Berlin");
    }

    /** What makes adding a language a matter of one file: nothing of it is elsewhere. */
    @ParameterizedTest
    @MethodSource("io.rankwire.document.highlight.Language#all")
    void everyLanguageIsWhole(String tag) throws IOException {
        String file = tag.equals("en") ? "words.properties" : "words_" + tag + ".properties";

        assertThat(words(tag).language()).isEqualTo(tag);
        assertThat(keys(file)).isEqualTo(keys("words.properties"));
    }

    private static Set<Object> keys(String file) throws IOException {
        Properties words = new Properties();
        try (InputStream in = Language.class.getResourceAsStream(file)) {
            words.load(in);
        }
        return words.keySet();
    }

    @ParameterizedTest
    @MethodSource("io.rankwire.document.highlight.Language#all")
    void numbersWithinASentenceLookLikeFigures(String tag) {
        Words words = words(tag);

        assertThat(words.fill("{0,number,integer}", 1_234_567)).isEqualTo(new Figures(words).plain(1_234_567));
        assertThat(words.fill("{0}", new BigDecimal("1234.5")))
                .isEqualTo(new Figures(words).plain(new BigDecimal("1234.5")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-US", "en-GB", "en-DE", "zh", "zh-CN", "zh-SG", "zh-Hans-HK"})
    void nothingIsSaidOfALanguageThatIsThere(String locale) {
        assertThat(Language.warning(Locale.forLanguageTag(locale))).isEmpty();
    }

    @Test
    void aLanguageThatIsNotThereIsNamed() {
        assertThat(Language.all()).containsExactly("en", "zh");
        assertThat(Language.warning(Locale.GERMANY))
                .contains("locale is de-DE, and there are no German words; the report is"
                        + " in English throughout, its figures and dates too (languages offered: en, zh)");
        assertThat(Language.warning(Locale.TAIWAN)).hasValueSatisfying(warning -> assertThat(warning)
                .contains("no Chinese words in the script of that region"));
    }
}

package io.rankwire.document.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.document.Chosen;
import io.rankwire.document.Rankings;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pixel by pixel: the same picture lies on the white card of a light mail and on the dark one of a dark mail. */
class RankChartTest {
    /** The grounds that the templates put behind it, and those of mail programs that take no styles. */
    private static final List<Color> GROUNDS =
            List.of(Color.WHITE, new Color(0x161B22), new Color(0x0E1116), Color.BLACK);

    @TempDir
    Path home;

    @AutoClose
    private Rankings rankings;

    private BufferedImage chart;

    @BeforeEach
    void draw() throws IOException {
        rankings = new Rankings(home);
        Report report = new ReportWriter(rankings.snapshots(), home)
                .draft(
                        rankings.threeWeeks(),
                        new Report.Heading(Rankings.FEED, null, "Sample", Rankings.LAYOUT),
                        Chosen.REPORT)
                .report()
                .get();
        chart = ImageIO.read(new ByteArrayInputStream(report.images().get(0).bytes()));
    }

    @Test
    void hasAClearGround() {
        assertThat(List.of(chart.getWidth(), chart.getHeight())).containsExactly(RankChart.WIDTH, RankChart.HEIGHT);
        assertThat(chart.getColorModel().hasAlpha()).isTrue();
        for (int x : new int[] {0, RankChart.WIDTH - 1}) {
            for (int y : new int[] {0, RankChart.HEIGHT - 1}) {
                assertThat(alpha(chart.getRGB(x, y))).as("%d, %d", x, y).isZero();
            }
        }
        assertThat(pixels(0, 0)).isGreaterThan(RankChart.WIDTH * RankChart.HEIGHT * 3 / 4);
    }

    @Test
    void isDrawnInInksThatAreReadOnLightAndDark() {
        Set<Integer> inks = new TreeSet<>();
        for (int y = 0; y < chart.getHeight(); y++) {
            for (int x = 0; x < chart.getWidth(); x++) {
                if (alpha(chart.getRGB(x, y)) == 0xFF) {
                    inks.add(chart.getRGB(x, y) & 0xFFFFFF);
                }
            }
        }

        assertThat(pixels(0xFF, 0xFF)).isGreaterThan(5_000);
        for (int ink : inks) {
            for (Color ground : GROUNDS) {
                assertThat(contrast(new Color(ink), ground))
                        .as("%06x on %06x", ink, ground.getRGB() & 0xFFFFFF)
                        .isGreaterThanOrEqualTo(4);
            }
        }
    }

    private int pixels(int least, int most) {
        int count = 0;
        for (int y = 0; y < chart.getHeight(); y++) {
            for (int x = 0; x < chart.getWidth(); x++) {
                int alpha = alpha(chart.getRGB(x, y));
                count += alpha >= least && alpha <= most ? 1 : 0;
            }
        }
        return count;
    }

    private static int alpha(int argb) {
        return argb >>> 24;
    }

    /** WCAG 2.2, contrast ratio. */
    private static double contrast(Color one, Color other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}

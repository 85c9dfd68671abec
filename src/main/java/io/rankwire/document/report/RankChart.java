package io.rankwire.document.report;

import io.rankwire.document.highlight.Past;
import io.rankwire.document.highlight.Words;
import io.rankwire.ranking.Snapshot;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws where the first rows stood, one line a row, the best place on top. Every line ends at its row's rank in digits,
 * so that no colour is needed to follow it; names stand in the mail, whose fonts have every script.
 *
 * <p>Its own font comes with it. A machine on which nothing can be drawn gets no chart.
 */
final class RankChart {
    /** Twice what is shown, for screens of twice the resolution. */
    static final int WIDTH = 1184;

    static final int HEIGHT = 560;
    /** Deeper ranks are drawn at the lower edge: one that came from 300 would flatten all others. */
    private static final int DEEPEST = 30;

    private static final double CLOSER = 0.2;

    private static final int LEADERS = 3;
    // One picture serves light and dark mails: the ground is clear, and each ink has a contrast of at least 4 to 1 to a
    // white card and to a dark one (#161b22), which no ink exceeds by much on both.
    private static final Color ACCENT = new Color(0x0F, 0x8F, 0x5D);
    private static final Color QUIET = new Color(0x70, 0x7D, 0x8B);
    private static final Color GRID = new Color(0x70, 0x7D, 0x8B, 0x48);
    private static final Color CLEAR = new Color(0, 0, 0, 0);

    /** The room beside the lines, as a share of their width. */
    private static final double EDGE = 0.07;

    private static final float LETTERS = 30f;

    private final Font font;

    private RankChart(Font font) {
        this.font = font;
    }

    /** Empty on a machine that has no means to draw letters. */
    static Optional<RankChart> open() {
        System.setProperty("java.awt.headless", System.getProperty("java.awt.headless", "true"));
        try (InputStream file = RankChart.class.getResourceAsStream("fonts/Roboto-Medium.ttf")) {
            return Optional.of(new RankChart(Font.createFont(Font.TRUETYPE_FONT, file)));
        } catch (IOException | FontFormatException | RuntimeException | LinkageError e) {
            // A slim machine without fontconfig or freetype: the ranks are told in a table instead.
            return Optional.empty();
        }
    }

    Report.Image draw(Past past, Snapshot snapshot) {
        XYChart chart = new XYChart(WIDTH, HEIGHT);
        style(chart.getStyler(), past);
        // The leaders last, so that they lie on top.
        for (int line = past.lines().size() - 1; line >= 0; line--) {
            add(chart, past, line);
        }
        addPeriods(chart, past);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image(chart), "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("a chart could not be written", e);
        }
        return new Report.Image("ranks-" + snapshot.id() + "@rankwire", "image/png", png.toByteArray());
    }

    /** The library's own encoder has no transparency: what is clear would be black. */
    private static BufferedImage image(XYChart chart) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        try {
            chart.paint(graphics, WIDTH, HEIGHT);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private void style(XYStyler styler, Past past) {
        int last = past.periods().size() - 1;
        styler.setChartBackgroundColor(CLEAR);
        styler.setPlotBackgroundColor(CLEAR);
        styler.setPlotBorderVisible(false);
        styler.setLegendVisible(false);
        styler.setChartTitleVisible(false);
        styler.setAxisTitlesVisible(false);
        styler.setChartPadding(8);
        styler.setPlotMargin(0);
        styler.setPlotContentSize(1);
        styler.setBaseFont(font);
        styler.setAxisTicksVisible(false);
        styler.setPlotGridHorizontalLinesVisible(false);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setXAxisMin(-EDGE * last);
        styler.setXAxisMax((1 + EDGE) * last);
        styler.setYAxisMin(-1.14 * depth(past));
        styler.setYAxisMax(-1 + 0.06 * depth(past));
        styler.setAnnotationTextFont(font.deriveFont(LETTERS));
        styler.setAnnotationTextFontColor(QUIET);
        styler.setAnnotationLineColor(GRID);
        styler.setAnnotationLineStroke(new BasicStroke(2));
        styler.setAntiAlias(true);
    }

    private static void addPeriods(XYChart chart, Past past) {
        int last = past.periods().size() - 1;
        for (int i = 0; i <= last; i++) {
            // Letters of eight months would touch one another.
            if (last < 6 || (last - i) % 2 == 0) {
                String period = Words.tick(past.periods().get(i));
                chart.addAnnotation(new AnnotationText(period, i, -1.09 * depth(past), false));
            }
            chart.addAnnotation(grid(i));
        }
    }

    private static AnnotationLine grid(int period) {
        return new AnnotationLine(period, true, false);
    }

    private static double depth(Past past) {
        return Math.max(-height(10), -height(past.depth()));
    }

    private void add(XYChart chart, Past past, int number) {
        Past.Line line = past.lines().get(number);
        List<Double> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        for (int i = 0; i < line.ranks().size(); i++) {
            xs.add((double) i);
            ys.add(line.ranks().get(i).map(RankChart::height).orElse(Double.NaN));
        }
        boolean leads = number < LEADERS;
        XYSeries series = chart.addSeries("line " + number, xs, ys);
        series.setLineColor(leads ? ACCENT : QUIET);
        series.setMarkerColor(leads ? ACCENT : QUIET);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setLineWidth(leads ? 6 : 3);
        int last = xs.size() - 1;
        chart.addAnnotation(
                new AnnotationText(Integer.toString(line.row().rank()), (1 + EDGE / 2) * last, ys.get(last), false));
    }

    /** Downwards; beyond the tenth the places lie closer together, so that the first ten can be told apart. */
    private static double height(int rank) {
        return rank <= 10 ? -rank : -10 - CLOSER * (Math.min(rank, DEEPEST) - 10);
    }
}

package io.rankwire.bench;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How a cost grows with the work, both on logarithmic axes, so that what grows in proportion is as steep as the dashed
 * line.
 *
 * @param title what it shows
 * @param work what is counted below
 * @param lines by name, cost by amount of work
 */
record Chart(String title, String work, Map<String, Map<Double, Double>> lines) {

    /** Writes a picture, {@code name.png}, into the folder. */
    void write(Path folder, String name) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(800)
                .height(480)
                .title(title)
                .xAxisTitle(work)
                .yAxisTitle("CPU s")
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisLogarithmic(true)
                .setLegendPosition(Styler.LegendPosition.InsideNW)
                .setBaseFont(font())
                .setChartBackgroundColor(Color.WHITE);
        lines.forEach(
                (line, points) -> chart.addSeries(line, List.copyOf(points.keySet()), List.copyOf(points.values()))
                        .setMarker(SeriesMarkers.CIRCLE));
        addProportional(chart);
        ImageIO.write(
                BitmapEncoder.getBufferedImage(chart),
                "png",
                folder.resolve(name + ".png").toFile());
    }

    /** A line through the last point of the first, along which twice the work costs twice as much. */
    private void addProportional(XYChart chart) {
        Map<Double, Double> points = lines.values().iterator().next();
        List<Double> work = new ArrayList<>(points.keySet());
        double last = work.get(work.size() - 1);
        List<Double> costs =
                work.stream().map(amount -> points.get(last) * amount / last).toList();
        chart.addSeries("in proportion", work, costs)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(Color.GRAY)
                .setLineStyle(SeriesLines.DASH_DASH);
    }

    /** The one that comes with the reports: a slim machine has none. */
    private static Font font() throws IOException {
        try (InputStream file =
                Chart.class.getResourceAsStream("/io/rankwire/document/report/fonts/Roboto-Medium.ttf")) {
            return Font.createFont(Font.TRUETYPE_FONT, file).deriveFont(13f);
        } catch (FontFormatException e) {
            throw new IOException("the shipped font is broken", e);
        }
    }
}

package io.minimost.presence.benchmarks;

import java.util.List;
import java.util.Locale;

/** A picture with a small chart for each call, in SVG that follows the reader's light or dark theme. */
final class GrowthChart {
    private static final int COLUMNS = 4;
    private static final int WIDTH = 225;
    private static final int HEIGHT = 165;
    private static final int TOP = 46;
    private static final int PLOT_LEFT = 20;
    private static final int PLOT_TOP = 50;
    private static final int PLOT_WIDTH = 150;
    private static final int PLOT_HEIGHT = 72;

    /** The vertical axis ends at this multiple, which no call should reach. */
    private static final double MOST = 200;

    private static final String STYLE = """
            <style>
            .ground { fill: #ffffff } .axis { stroke: #d0d7de } .answer { stroke: #8c959f; stroke-dasharray: 4 3 }
            .time { stroke: #0969da; stroke-width: 2; fill: none } .dot { fill: #0969da }
            text { fill: #1f2328; font: 12px system-ui, sans-serif } .small { fill: #59636e; font-size: 10px }
            .value { paint-order: stroke; stroke: #ffffff; stroke-width: 3px }
            .title { font-weight: 600 }
            @media (prefers-color-scheme: dark) {
            .ground { fill: #0d1117 } .axis { stroke: #3d444d } .answer { stroke: #9198a1 }
            .time { stroke: #4493f8 } .dot { fill: #4493f8 } text { fill: #f0f6fc } .small { fill: #9198a1 }
            .value { stroke: #0d1117 }
            }
            </style>
            """;

    private GrowthChart() {}

    /**
     * One call.
     *
     * @param rows of what there is more
     * @param growing whether the answer grows as much
     * @param micros the time of the call at each scale, in microseconds
     */
    record Panel(String call, String rows, boolean growing, List<Double> micros) {}

    /** @param base how many there are at the scale of 1 */
    static String svg(int base, List<Integer> scales, List<Panel> panels) {
        int lines = (panels.size() + COLUMNS - 1) / COLUMNS;
        StringBuilder svg = new StringBuilder();
        append(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n",
                COLUMNS * WIDTH,
                TOP + lines * HEIGHT);
        append(svg, "<title>The time of a call as the file grows</title>%n");
        svg.append(STYLE);
        append(svg, "<rect class=\"ground\" width=\"100%%\" height=\"100%%\"/>%n");
        append(
                svg,
                "<text x=\"20\" y=\"20\" class=\"title\">CPU time of a call, with %s</text>%n",
                multiples(base, scales));
        append(
                svg,
                "<text x=\"20\" y=\"36\" class=\"small\">Both axes are logarithmic and the same in all charts."
                        + " Dashed: the length of the answer.</text>%n");
        for (int i = 0; i < panels.size(); i++) {
            append(svg, "<g transform=\"translate(%d %d)\">%n", i % COLUMNS * WIDTH, TOP + i / COLUMNS * HEIGHT);
            panel(svg, scales, panels.get(i));
            append(svg, "</g>%n");
        }
        return append(svg, "</svg>%n").toString();
    }

    private static String multiples(int base, List<Integer> scales) {
        return String.join(
                ", ",
                scales.stream()
                        .map(scale -> String.format(Locale.ENGLISH, "%,d", base * scale))
                        .toList());
    }

    private static void panel(StringBuilder svg, List<Integer> scales, Panel panel) {
        append(svg, "<text x=\"%d\" y=\"24\" class=\"title\">%s</text>%n", PLOT_LEFT, escaped(panel.call));
        append(svg, "<text x=\"%d\" y=\"38\" class=\"small\">%s</text>%n", PLOT_LEFT, escaped(panel.rows));
        double right = x(scales, scales.size() - 1);
        double bottom = y(1);
        append(
                svg,
                "<path class=\"axis\" fill=\"none\" d=\"M%d %d V%.1f H%.1f\"/>%n",
                PLOT_LEFT,
                PLOT_TOP,
                bottom,
                PLOT_LEFT + PLOT_WIDTH + 10.0);
        append(
                svg,
                "<line class=\"answer\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                x(scales, 0),
                bottom,
                right,
                panel.growing ? y(scales.get(scales.size() - 1)) : bottom);
        append(svg, "<polyline class=\"time\" points=\"%s\"/>%n", points(scales, panel));
        for (int i = 0; i < scales.size(); i++) {
            double x = x(scales, i);
            double y = y(panel.micros.get(i) / panel.micros.get(0));
            append(svg, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>%n", x, y);
            append(
                    svg,
                    "<text x=\"%.1f\" y=\"%.1f\" class=\"small value\">%s</text>%n",
                    x - 6,
                    y - 7,
                    time(panel.micros.get(i)));
            append(
                    svg,
                    "<text x=\"%.1f\" y=\"%.1f\" class=\"small\" text-anchor=\"middle\">×%d</text>%n",
                    x,
                    bottom + 24,
                    scales.get(i));
        }
    }

    private static String points(List<Integer> scales, Panel panel) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < scales.size(); i++) {
            double multiple = panel.micros.get(i) / panel.micros.get(0);
            append(points, "%.1f,%.1f ", x(scales, i), y(multiple));
        }
        return points.toString().strip();
    }

    private static double x(List<Integer> scales, int scale) {
        return PLOT_LEFT + 8 + PLOT_WIDTH * (Math.log(scales.get(scale)) / Math.log(scales.get(scales.size() - 1)));
    }

    /** What got faster is on the axis. */
    private static double y(double multiple) {
        double share = Math.log(Math.max(1, multiple)) / Math.log(MOST);
        return PLOT_TOP + PLOT_HEIGHT * (1 - Math.min(1, share));
    }

    private static String time(double micros) {
        return micros < 1000
                ? String.format(Locale.ROOT, "%.1f µs", micros)
                : String.format(Locale.ROOT, "%.1f ms", micros / 1000);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static StringBuilder append(StringBuilder svg, String format, Object... values) {
        return svg.append(String.format(Locale.ROOT, format, values).replace(System.lineSeparator(), "\n"));
    }
}

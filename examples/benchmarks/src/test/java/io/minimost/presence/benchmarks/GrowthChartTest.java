package io.minimost.presence.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class GrowthChartTest {
    @Test
    void svg_hasAPointAndAFigureForEachScale() throws Exception {
        Document svg = parse(GrowthChart.svg(
                1000,
                List.of(1, 10, 100),
                List.of(new GrowthChart.Panel("a < b & c", "rows", false, List.of(2.0, 20.0, 2000.0)))));

        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(3);
        assertThat(svg.getDocumentElement().getTextContent())
                .contains("1,000, 10,000, 100,000", "a < b & c", "2.0 µs", "20.0 µs", "2.0 ms", "×100");
    }

    @Test
    void svg_whatTakesLonger_isHigher() throws Exception {
        Document svg = parse(GrowthChart.svg(
                10, List.of(1, 10), List.of(new GrowthChart.Panel("call", "rows", true, List.of(5.0, 50.0)))));

        assertThat(height(svg, 1)).isLessThan(height(svg, 0)); // Counted from the top.
        Element answer = (Element) svg.getElementsByTagName("line").item(0);
        assertThat(answer.getAttribute("y2")).as("the answer grows as much").isEqualTo(attribute(svg, 1, "cy"));
    }

    private static double height(Document svg, int point) {
        return Double.parseDouble(attribute(svg, point, "cy"));
    }

    private static String attribute(Document svg, int point, String name) {
        return ((Element) svg.getElementsByTagName("circle").item(point)).getAttribute(name);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}

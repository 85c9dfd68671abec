package io.rankwire.document.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nu.validator.htmlparser.common.XmlViolationPolicy;
import nu.validator.htmlparser.sax.HtmlParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.Attributes;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** The expected reports, read by the parser of the HTML validator: markup that it would have to mend is an error. */
class ReportHtmlTest {
    static Stream<Path> reports() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/reports"))) {
            return files.filter(file -> file.toString().endsWith(".html")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void areWithoutFaultAndCanBeHeard(Path file) throws IOException, SAXException {
        Listener listener = new Listener();
        HtmlParser parser = new HtmlParser(XmlViolationPolicy.ALLOW);
        parser.setErrorHandler(listener);
        parser.setContentHandler(listener);

        parser.parse(new InputSource(Files.newBufferedReader(file)));

        assertThat(listener.faults).isEmpty();
        assertThat(listener.headings).startsWith("h1").contains("h2").doesNotContain("h3");
        assertThat(listener.pictures).isLessThanOrEqualTo(21);
    }

    private static final class Listener extends DefaultHandler implements ErrorHandler {
        private final List<String> faults = new ArrayList<>();
        private final List<String> headings = new ArrayList<>();
        private int pictures;

        @Override
        public void startElement(String uri, String name, String qName, Attributes attributes) {
            if (name.matches("h[1-6]")) {
                headings.add(name);
            }
            if (name.equals("html") && attributes.getValue("lang") == null) {
                faults.add("html has no lang");
            }
            if (name.equals("th") && attributes.getValue("scope") == null) {
                faults.add("th has no scope");
            }
            if (name.equals("img")) {
                pictures++;
                for (String needed : List.of("alt", "width", "height")) {
                    if (attributes.getValue(needed) == null) {
                        faults.add("img has no " + needed);
                    }
                }
            }
            if (name.equals("script") || name.equals("iframe") || attributes.getValue("onclick") != null) {
                faults.add(name + " in a mail");
            }
        }

        @Override
        public void warning(SAXParseException e) {
            faults.add(e.getLineNumber() + ":" + e.getColumnNumber() + " " + e.getMessage());
        }

        @Override
        public void error(SAXParseException e) {
            warning(e);
        }

        @Override
        public void fatalError(SAXParseException e) {
            warning(e);
        }
    }
}

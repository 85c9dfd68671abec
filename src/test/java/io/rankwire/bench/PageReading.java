package io.rankwire.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.rankwire.bench.FastVendor.Shape;
import io.rankwire.source.Source;
import io.rankwire.source.SourceFile;
import io.rankwire.source.page.Expected;
import io.rankwire.source.page.HttpAnswer;
import io.rankwire.source.page.PageReader;
import io.rankwire.source.page.PageResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One page, bytes to rows, beside a parser that looks at every value of the same bytes and keeps none. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(2)
public class PageReading {
    private static final JsonFactory JSON = new JsonFactory();

    @Param({"LIVE", "ANALYTICS"})
    public String shape;

    private byte[] page;
    private PageReader reader;
    private Expected expected;

    @Setup
    public void open() throws IOException {
        Shape asked = Shape.valueOf(shape);
        try (FastVendor vendor = new FastVendor(asked, asked.pageSize())) {
            page = vendor.page(1, "2026-13");
        }
        String file =
                (asked == Shape.LIVE ? "fastmoss-live-top-product" : "keyapi-product-analytics") + ".kamelet.yaml";
        try (InputStream in = PageReading.class.getResourceAsStream("/kamelets/" + file)) {
            Source source = SourceFile.read(file, in).orElseThrow();
            reader = new PageReader(source.endpoint());
            expected = Expected.of(source.endpoint(), Map.of("region", "US"));
        }
    }

    @Benchmark
    public PageResult rankwire() {
        PageResult result = reader.read(new HttpAnswer(200, "application/json", Optional.empty(), page), expected);
        if (!(result instanceof PageResult.Page)) {
            throw new IllegalStateException("not a page: " + result);
        }
        return result;
    }

    @Benchmark
    public void jackson(Blackhole hole) throws IOException {
        try (JsonParser json = JSON.createParser(page)) {
            while (json.nextToken() != null) {
                if (json.currentToken().isScalarValue()) {
                    hole.consume(json.getText());
                }
            }
        }
    }
}

package io.rankwire.kamelet;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PackageScanResourceResolver;
import org.apache.camel.support.scan.DefaultPackageScanResourceResolver;

/** Camel's look for files in jars, by a jar's table of contents. Camel itself unpacks the whole jar for each look. */
public final class JarEntries extends DefaultPackageScanResourceResolver {
    /** Has a context look so. */
    public static void install(CamelContext context) {
        JarEntries entries = new JarEntries();
        entries.setCamelContext(context);
        context.getCamelContextExtension().addContextPlugin(PackageScanResourceResolver.class, entries);
    }

    @Override
    protected List<String> doLoadImplementationsInJar(
            String folder, InputStream content, String jar, Predicate<String> filter) {
        if (!new File(jar).isFile()) {
            return super.doLoadImplementationsInJar(folder, content, jar, filter);
        }
        try (ZipFile file = new ZipFile(jar)) {
            return file.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(folder) && !name.endsWith(".class"))
                    .filter(name -> filter == null || filter.test(name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " cannot be read", e);
        }
    }
}

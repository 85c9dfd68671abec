#!/usr/bin/env bash
# Apache Camel 4.18.0, properties component: a text with a placeholder in it loses a backslash that is its last character or
# the one before. Expected: `{{feed}}\` keeps its backslash, since only one before two braces is documented to
# escape them. Seen: the backslash is gone; one further to the left stays, and a text without a placeholder keeps all.
# A text that begins with `Exchange.` is no placeholder at all, and is refused unless a constant of that name exists.
# Exits 1 when that is no longer so.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>probe</groupId><artifactId>probe</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.camel</groupId><artifactId>camel-core</artifactId><version>4.18.0</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DincludeScope=runtime -DoutputDirectory=lib
cat >Probe.java <<'JAVA'
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;

public class Probe {
    public static void main(String[] texts) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Properties properties = new Properties();
            properties.setProperty("feed", "shops");
            context.getPropertiesComponent().setInitialProperties(properties);
            context.start();
            for (String text : texts) {
                String read;
                try {
                    read = context.resolvePropertyPlaceholders(text);
                } catch (IllegalArgumentException e) {
                    read = e.getMessage();
                }
                System.out.println(text + " -> " + read);
            }
        }
    }
}
JAVA
java -cp 'lib/*' Probe.java 'C:\drop\' '{{feed}}\' 'a/{{feed}}\x' 'a/{{feed}}\in' 'Exchange.Server' 2>/dev/null | tee seen
cat >expected <<'TEXT'
C:\drop\ -> C:\drop\
{{feed}}\ -> shops
a/{{feed}}\x -> a/shopsx
a/{{feed}}\in -> a/shops\in
Exchange.Server -> Constant field with name: Server not found on Exchange.class
TEXT
diff expected seen

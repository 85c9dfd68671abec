#!/usr/bin/env bash
# Apache Camel 4.18.0, camel-kamelet with camel-yaml-dsl: what `parameters:` of a kamelet says in a YAML route is joined to a
# query string, unencoded, and read out of that again. Expected: the kamelet's step is given the text as it stands in the
# YAML, as a map of parameters suggests. Seen: a text ends at its first `&` (the rest becomes parameters that the kamelet does
# not have, which is no error), and `RAW(…)` loses its wrapping. Nothing is logged. Exits 1 when that is no longer so.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
camel=4.18.0
{
    echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    echo '<groupId>probe</groupId><artifactId>probe</artifactId><version>1</version><dependencies>'
    for part in core kamelet yaml-dsl direct; do
        echo "<dependency><groupId>org.apache.camel</groupId><artifactId>camel-$part</artifactId><version>$camel</version></dependency>"
    done
    echo '</dependencies></project>'
} >pom.xml
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DincludeScope=runtime -DoutputDirectory=lib
mkdir -p kamelets
cat >kamelets/echo.kamelet.yaml <<'YAML'
apiVersion: camel.apache.org/v1
kind: Kamelet
metadata: { name: echo }
spec:
  definition:
    properties:
      text: { type: string }
  template:
    from:
      uri: kamelet:source
      steps:
        - setBody: { constant: "{{text}}" }
YAML
cat >Probe.java <<'JAVA'
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

public class Probe {
    public static void main(String[] texts) throws Exception {
        for (String text : texts) {
            try (DefaultCamelContext context = new DefaultCamelContext()) {
                context.start();
                String route = "- from:\n    uri: direct:in\n    steps:\n      - to:\n          uri: kamelet:echo\n"
                        + "          parameters:\n            location: file:kamelets/echo.kamelet.yaml\n"
                        + "            text: \"" + text + "\"\n";
                PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("r.yaml", route));
                System.out.println(text + " -> " + context.createProducerTemplate().requestBody("direct:in", "", String.class));
            }
        }
    }
}
JAVA
java -cp 'lib/*' Probe.java 'Beauty and Home' 'Beauty & Home' 'https://example.com/?a=1&b=2' 'RAW(x)' 2>/dev/null | tee seen
cat >expected <<'TEXT'
Beauty and Home -> Beauty and Home
Beauty & Home -> Beauty
https://example.com/?a=1&b=2 -> https://example.com/?a=1
RAW(x) -> x
TEXT
diff expected seen

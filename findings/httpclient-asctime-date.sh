#!/usr/bin/env bash
# Apache HttpClient 5.6.4 has a formatter for the asctime form of HTTP dates (RFC 9110, 5.6.7) among those of
# DateUtils.parseStandardDate, and answers every date in that form with null, the RFC's own example too: the formatter knows
# no zone, so that no moment can be made of what it read. Seen on 2026-11-28 with Java 17.0.15:
#   Sun, 06 Nov 1994 08:49:37 GMT 1994-11-06T08:49:37Z
#   Sun Nov  6 08:49:37 1994 null
#   Wed Nov 16 08:49:37 1994 null
# Needs JDK 17 and Maven.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >Dates.java <<'JAVA'
import org.apache.hc.client5.http.utils.DateUtils;

class Dates {
    public static void main(String[] args) {
        for (String date : args) {
            System.out.println(date + " " + DateUtils.parseStandardDate(date));
        }
    }
}
JAVA

for artifact in org.apache.httpcomponents.client5:httpclient5:5.6.4 org.apache.httpcomponents.core5:httpcore5:5.4.3 \
    org.slf4j:slf4j-api:1.7.36; do
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy "-Dartifact=$artifact" -DoutputDirectory=lib >&2
done
seen=$(java -cp "lib/*" Dates.java "Sun, 06 Nov 1994 08:49:37 GMT" "Sun Nov  6 08:49:37 1994" "Wed Nov 16 08:49:37 1994")
echo "$seen"
[ "$seen" = "Sun, 06 Nov 1994 08:49:37 GMT 1994-11-06T08:49:37Z
Sun Nov  6 08:49:37 1994 null
Wed Nov 16 08:49:37 1994 null" ]

#!/usr/bin/env bash
# Jdbi 3.55.0 registers an event of its own with Java's flight recorder before its first statement, whether or not anything is
# recorded. Registering brings the whole recorder up: classes of jdk.jfr are loaded and classes generated, a tenth of a
# second for a short program. There is no setting for it in Jdbi; Java's option -XX:-FlightRecorder prevents it.
# Seen on 2026-11-28 with Java 17.0.15 and SQLite's driver 3.54.1.0, for one "select 1":
#   classes of jdk.jfr: over JDBC 0, over Jdbi 99, with -XX:-FlightRecorder 18
# Needs JDK 17 and Maven.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >Select.java <<'JAVA'
import java.sql.Connection;
import java.sql.DriverManager;
import org.jdbi.v3.core.Jdbi;

public class Select {
    public static void main(String[] args) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            if (args[0].equals("jdbi")) {
                Jdbi.create(connection).withHandle(handle -> handle.createQuery("select 1").mapTo(Integer.class).one());
            } else {
                connection.createStatement().executeQuery("select 1").close();
            }
        }
    }
}
JAVA

for artifact in org.jdbi:jdbi3-core:3.55.0 io.leangen.geantyref:geantyref:2.0.1 org.slf4j:slf4j-api:2.0.17 \
    org.xerial:sqlite-jdbc:3.54.1.0; do
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy "-Dartifact=$artifact" -DoutputDirectory=lib >&2
done
javac -proc:none -cp "lib/*" Select.java

recorder() {
    java "$1" -Xlog:class+load:file=loaded.txt -cp ".:lib/*" Select "$2" >/dev/null 2>&1
    grep -c ' jdk[.]jfr[.]' loaded.txt || true
}

jdbc=$(recorder -showversion jdbc)
jdbi=$(recorder -showversion jdbi)
off=$(recorder -XX:-FlightRecorder jdbi)
echo "classes of jdk.jfr: over JDBC $jdbc, over Jdbi $jdbi, with -XX:-FlightRecorder $off"
[ "$jdbc" = 0 ] && [ "$jdbi" -gt 60 ] && [ "$off" -lt 30 ]

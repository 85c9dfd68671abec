#!/usr/bin/env bash
# picocli 4.7.7 is compiled for Java 5 (class file version 49). Java 17 verifies classes of that age in the old way, which has
# two consequences for its archives of classes (AppCDS): an archive made at the end of a run (-XX:ArchiveClassesAtExit) leaves
# out every class of picocli; one made from a list (-Xshare:dump) takes them, but not an interface that a lambda of the program
# implements, nor picocli's own classes that implement it. With a lambda for ITypeConverter all its built-in converters are read
# from the jar at each start; with a class in its place none is.
# Seen on 2026-11-28 with Java 17.0.15:
#   of 152 classes of picocli come from the jar: at exit 152; from a list, lambda 30; from a list, class 0
# Needs JDK 17 and Maven.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >Tool.java <<'JAVA'
import picocli.CommandLine;

@CommandLine.Command(name = "tool")
public class Tool implements Runnable {
    static class Length implements CommandLine.ITypeConverter<StringBuilder> {
        public StringBuilder convert(String text) {
            return new StringBuilder(text);
        }
    }

    public void run() {}

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Tool());
        if (args[0].equals("lambda")) {
            line.registerConverter(StringBuilder.class, text -> new StringBuilder(text));
        } else {
            line.registerConverter(StringBuilder.class, new Length());
        }
        line.execute();
    }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=info.picocli:picocli:4.7.7 -DoutputDirectory=. >&2
javac -cp picocli-4.7.7.jar -proc:none Tool.java
jar --create --file tool.jar Tool*.class
classpath=tool.jar:picocli-4.7.7.jar

# How many classes of picocli a run reads from its jar, and how many it reads in all.
count() {
    java -XX:SharedArchiveFile="$1" -Xlog:class+load:file=loaded.txt -cp $classpath Tool "$2"
    echo "$(grep ' picocli[.]' loaded.txt | grep -vc 'shared objects file') $(grep -c ' picocli[.]' loaded.txt)"
}

java -XX:ArchiveClassesAtExit=exit.jsa -Xlog:disable -cp $classpath Tool lambda
for kind in lambda class; do
    java -XX:DumpLoadedClassList=$kind.lst -cp $classpath Tool $kind
    java -Xshare:dump -XX:SharedClassListFile=$kind.lst -XX:SharedArchiveFile=$kind.jsa -cp $classpath >/dev/null 2>&1
done
read -r exit_jar all < <(count exit.jsa lambda)
read -r lambda_jar _ < <(count lambda.jsa lambda)
read -r class_jar _ < <(count class.jsa class)
echo "of $all classes of picocli come from the jar: at exit $exit_jar; from a list, lambda $lambda_jar; from a list, class $class_jar"
[ "$exit_jar" = "$all" ] && [ "$lambda_jar" -gt 20 ] && [ "$class_jar" = 0 ]

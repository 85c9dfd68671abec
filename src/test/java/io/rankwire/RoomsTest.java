package io.rankwire;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/** The rooms of the program, and the one direction in which they use each other. */
@AnalyzeClasses(packages = "io.rankwire", importOptions = DoNotIncludeTests.class)
class RoomsTest {
    private static final int LARGEST_ROOM = 25;

    /** From the ground up: a room uses only rooms that stand before it. */
    private static final List<String> ROOMS = List.of(
            "text",
            "log",
            "feed",
            "store",
            "source.endpoint",
            "source",
            "account",
            "settings",
            "ranking",
            "document.format",
            "document.highlight",
            "document.report",
            "document.export",
            "source.page",
            "poll.asking",
            "poll",
            "net",
            "delivery",
            "kamelet",
            "schedule",
            "event",
            "route.step",
            "route.dispatch",
            "route.digest",
            "route.polling",
            "route.bus",
            "transport.drop",
            "transport.mail",
            "transport.webhook",
            "operator.routefile",
            "operator.workspace",
            "operator.plan",
            "operator.check",
            "operator.desk",
            "console.observe",
            "listing",
            "console",
            "engine",
            "command.plan",
            "command.demo",
            "command.catalogue",
            "command",
            "sandbox.sample",
            "sandbox.fault",
            "sandbox.fastmoss",
            "sandbox.keyapi",
            "sandbox.peer",
            "sandbox",
            "sandbox.demo");

    /** Where decisions are made, which need no framework. */
    private static final String[] DECISIONS = packages(
            "text",
            "log",
            "feed",
            "store",
            "source.endpoint",
            "source",
            "source.page",
            "account",
            "ranking",
            "poll",
            "poll.asking",
            "document.format",
            "document.highlight",
            "document.export",
            "document.report",
            "delivery",
            "schedule",
            "listing");

    /** What of a transport touches Camel: its steps and its connections; what they decide with does not. */
    private static final String CONNECTIONS = ".*\\.(\\w*Steps|Sftp(Connection|Folder|Partners)|MailSenders?|MailServer"
            + "|Preview|WebhookHttp)(\\$.*)?";

    @ArchTest
    static final ArchRule aRoomUsesOnlyRoomsBelowIt = rooms();

    @ArchTest
    static final ArchRule groupsOfRoomsGoInOneDirection =
            SlicesRuleDefinition.slices().matching("io.rankwire.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule decisionsDoWithoutCamel = noClasses()
            .that()
            .resideInAnyPackage(DECISIONS)
            .or()
            .resideInAPackage("io.rankwire.transport..")
            .and()
            .haveNameNotMatching(CONNECTIONS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule onlyWhatKeepsThingsSpeaksSql = noClasses()
            .that()
            .resideOutsideOfPackages(packages("store", "account", "ranking", "poll", "delivery"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "java.sql..");

    /** It is not on the class path of any other command. */
    @ArchTest
    static final ArchRule onlyTheDemoReachesTheSandbox = noClasses()
            .that()
            .resideOutsideOfPackage("io.rankwire.sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.rankwire.sandbox..", "com.icegreen..", "org.apache.sshd..");

    @ArchTest
    static final ArchRule onlyTheDemoCommandOpensTheDemo = noClasses()
            .that()
            .resideOutsideOfPackages("io.rankwire.command.demo", "io.rankwire.sandbox.demo")
            .and()
            .doNotHaveSimpleName("DemoCommand")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rankwire.command.demo");

    @ArchTest
    static final ArchRule theSandboxKnowsNothingOfTheProgram = noClasses()
            .that()
            .resideInAPackage("io.rankwire.sandbox..")
            .and()
            .resideOutsideOfPackage("io.rankwire.sandbox.demo")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.rankwire..").and(resideOutsideOfPackage("io.rankwire.sandbox..")));

    @ArchTest
    static void everyRoomIsNamedHere(JavaClasses classes) {
        TreeSet<String> found = new TreeSet<>();
        classes.forEach(one -> found.add(one.getPackageName()));

        assertThat(found).isEqualTo(new TreeSet<>(List.of(packages(ROOMS.toArray(String[]::new)))));
    }

    @ArchTest
    static void noRoomIsTooLargeToBeTakenInAtAGlance(JavaClasses classes) {
        Map<String, Long> sizes = new TreeMap<>(classes.stream()
                .filter(one -> one.isTopLevelClass() && !one.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getPackageName, counting())));

        assertThat(sizes).allSatisfy((room, size) -> assertThat(size).as(room).isLessThanOrEqualTo(LARGEST_ROOM));
    }

    @ArchTest
    static void everyRoomIsCheckedForNull(JavaClasses classes) {
        assertThat(classes).allSatisfy(one -> assertThat(one.getPackage().isAnnotatedWith(NullMarked.class))
                .as(one.getPackageName())
                .isTrue());
    }

    private static String[] packages(String... rooms) {
        return List.of(rooms).stream().map(room -> "io.rankwire." + room).toArray(String[]::new);
    }

    private static ArchRule rooms() {
        LayeredArchitecture rooms = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String room : ROOMS) {
            rooms = rooms.layer(room).definedBy("io.rankwire." + room);
        }
        for (int i = 1; i < ROOMS.size(); i++) {
            rooms = rooms.whereLayer(ROOMS.get(i))
                    .mayOnlyAccessLayers(ROOMS.subList(0, i).toArray(String[]::new));
        }
        return rooms.whereLayer(ROOMS.get(0)).mayNotAccessAnyLayer();
    }
}

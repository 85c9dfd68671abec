package io.rankwire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;

@AnalyzeClasses(packages = "io.rankwire", importOptions = DoNotIncludeTests.class)
class RoomsTest {
    private static final List<String> ROOMS =
            List.of("text", "log", "feed", "vendor", "ranking", "document", "delivery", "camel", "sandbox", "app");

    @ArchTest
    static final ArchRule aRoomUsesOnlyRoomsAboveIt = rooms();

    @ArchTest
    static final ArchRule roomsGoInOneDirection =
            SlicesRuleDefinition.slices().matching("io.rankwire.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule thePlainRoomsDoWithoutCamel = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.rankwire.text..",
                    "io.rankwire.log..",
                    "io.rankwire.feed..",
                    "io.rankwire.vendor..",
                    "io.rankwire.ranking..",
                    "io.rankwire.document..",
                    "io.rankwire.delivery..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule onlyRankingAndDeliverySpeakSql = noClasses()
            .that()
            .resideOutsideOfPackages("io.rankwire.ranking..", "io.rankwire.delivery..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "java.sql..");

    private static ArchRule rooms() {
        LayeredArchitecture rooms = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String room : ROOMS) {
            rooms = rooms.layer(room).definedBy("io.rankwire." + room + "..");
        }
        for (int i = 1; i < ROOMS.size(); i++) {
            rooms = rooms.whereLayer(ROOMS.get(i))
                    .mayOnlyAccessLayers(ROOMS.subList(0, i).toArray(String[]::new));
        }
        return rooms.whereLayer("text").mayNotAccessAnyLayer();
    }
}

package io.rankwire.operator.check;

import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.RouteFile;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.Text;
import io.rankwire.operator.workspace.Folder;
import io.rankwire.operator.workspace.ShippedRoutes;
import io.rankwire.text.Nearest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a file's routes must be among the other files: ids of their own, inputs of their own, and used. */
final class FolderRules {
    private static final String STEPS = "routes/steps/";

    private final Folder folder;
    private final ShippedRoutes shipped;

    FolderRules(Folder folder, ShippedRoutes shipped) {
        this.folder = folder;
        this.shipped = shipped;
    }

    void check(RouteFile file, Findings findings) {
        for (RouteFile.Route route : file.routes()) {
            route.id().ifPresentOrElse(id -> checkId(id, findings), () -> findings.at(route.place(), Rule.ID)
                    .error("the route has no id; give it that of its file, " + Folder.baseName(findings.file())));
            route.input().ifPresent(input -> checkInput(route, input, findings));
        }
        checkFileName(file, findings);
        checkUsed(file, findings);
        file.allCalls().forEach(call -> checkTarget(call, findings));
    }

    private void checkId(Text id, Findings findings) {
        if (shipped.ids().contains(id.value())) {
            findings.at(id.place(), Rule.ID)
                    .error("the id " + id.value() + " is that of a route of the program; take another");
            return;
        }
        List<Folder.Definition> all = folder.withId(id.value());
        Folder.@Nullable Definition owner = all.get(0);
        if (all.size() > 1
                && !(owner.file().equals(findings.file()) && owner.place().equals(id.place()))) {
            findings.at(id.place(), Rule.ID)
                    .error("the id " + id.value() + " is that of " + owner.where()
                            + " already; each route has its own");
        }
    }

    private void checkInput(RouteFile.Route route, Call input, Findings findings) {
        if (input.isDynamic()) {
            return;
        }
        if (input.scheme().equals("kamelet")) {
            findings.at(input.uri().place(), Rule.STRUCTURE)
                    .error(
                            "a route cannot begin with a kamelet; begin with timer: or quartz: and use the kamelet in steps");
        }
        if (!input.scheme().equals("direct")) {
            return;
        }
        List<Folder.Definition> all = folder.withDirect(input.target());
        Folder.@Nullable Definition owner = all.isEmpty() ? null : all.get(0);
        boolean another = owner != null
                && !(owner.file().equals(findings.file())
                        && owner.place().equals(input.uri().place()));
        if (shipped.directs().contains(input.target())) {
            findings.at(input.uri().place(), Rule.ID)
                    .error("direct:" + input.target() + " is the input of a route of the program; take another");
        } else if (owner != null && another) {
            findings.at(input.uri().place(), Rule.ID)
                    .error("direct:" + input.target() + " is the input of " + owner.where()
                            + " already; each route has its own");
        }
        if (Folder.isSink(findings.file())
                && !route.name().isEmpty()
                && !input.target().equals(route.name())) {
            findings.at(input.uri().place(), Rule.FILE_NAME)
                    .error("the sink " + route.name() + " listens on direct:" + input.target()
                            + "; what is published to it goes to direct:" + route.name());
        }
    }

    private static void checkFileName(RouteFile file, Findings findings) {
        String name = Folder.baseName(findings.file());
        boolean named = file.routes().stream().anyMatch(route -> route.name().equals(name));
        Optional<Text> first =
                file.routes().stream().flatMap(route -> route.id().stream()).findFirst();
        if (!named && first.isPresent()) {
            findings.at(first.get().place(), Rule.FILE_NAME)
                    .error("the id is " + first.get().value() + " and the file's name " + name
                            + "; they must be the same");
        }
    }

    private void checkUsed(RouteFile file, Findings findings) {
        String name = Folder.baseName(findings.file());
        if (file.routes().isEmpty()) {
            return;
        }
        Place place = file.routes()
                .get(0)
                .id()
                .map(Text::place)
                .orElse(file.routes().get(0).place());
        if (Folder.isSink(findings.file()) && !folder.usesSink(name)) {
            findings.at(place, Rule.UNUSED).warning("no feed publishes to the sink " + name);
        }
        boolean used = file.routes().stream()
                .flatMap(route -> route.input().stream())
                .anyMatch(input -> !input.scheme().equals("direct") || folder.usesDirect(input.target()));
        if (findings.file().startsWith(STEPS) && !used) {
            findings.at(place, Rule.UNUSED).warning("nothing goes through the row steps " + name);
        }
    }

    private void checkTarget(Call call, Findings findings) {
        if (call.isInput() || call.isDynamic() || !call.scheme().equals("direct")) {
            return;
        }
        String name = call.target();
        if (!folder.hasDirect(name) && !shipped.directs().contains(name)) {
            findings.at(call.targetPlace(), Rule.REFERENCE)
                    .error("there is no route that listens on direct:" + name + Nearest.hint(name, folder.directs()));
        }
    }
}

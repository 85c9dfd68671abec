package io.rankwire.operator.check;

import io.rankwire.kamelet.Kamelet;
import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.RouteFile;
import io.rankwire.operator.routefile.SettingsFile;
import io.rankwire.operator.workspace.CheckContext;
import io.rankwire.operator.workspace.Folder;
import io.rankwire.operator.workspace.Placeholders;
import io.rankwire.source.Source;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which files of routes a setting counts for. */
final class SettingReaders {
    private static final String MAIL = "mail.";

    private final CheckContext checkContext;
    private final Folder folder;

    SettingReaders(CheckContext checkContext, Folder folder) {
        this.checkContext = checkContext;
        this.folder = folder;
    }

    /** The files that read the key: by name, as the account's that a feed asks with, or as the sink's or mail server's. */
    Set<String> of(String key) {
        Set<String> asking = folder.asking(standingOn(key));
        return folder.files().entrySet().stream()
                .filter(file -> asking.contains(file.getKey()) || isRead(key, file.getKey(), file.getValue()))
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isRead(String key, String file, RouteFile routes) {
        boolean own = Folder.isSink(file) && key.startsWith(Folder.baseName(file) + ".");
        return own || routes.allCalls().stream().anyMatch(call -> reads(call, key));
    }

    private boolean reads(Call call, String key) {
        if (key.startsWith(MAIL) && call.kamelet().equals(Optional.of("email"))) {
            return true;
        }
        Optional<Source> source =
                call.kamelet().flatMap(checkContext.kamelets()::find).flatMap(Kamelet::source);
        return source.map(asked -> call.option("account")
                        .flatMap(text -> checkContext.placeholders().resolve(text.value()))
                        .orElse(asked.endpoint().account()))
                .filter(account -> key.startsWith(account + "."))
                .isPresent();
    }

    /** The key, and those whose values are made of it. */
    private Set<String> standingOn(String key) {
        Set<String> names = new TreeSet<>(Set.of(key));
        for (boolean found = true; found; ) {
            found = false;
            for (SettingsFile.Entry entry : checkContext.settingsFile().entries()) {
                boolean uses =
                        Placeholders.names(entry.value().value()).stream().anyMatch(names::contains);
                found |= uses && names.add(entry.key());
            }
        }
        return names;
    }
}

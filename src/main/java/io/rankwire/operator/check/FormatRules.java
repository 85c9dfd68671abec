package io.rankwire.operator.check;

import io.rankwire.document.export.Recipient;
import io.rankwire.document.highlight.OnlyIf;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.workspace.CheckContext;
import io.rankwire.operator.workspace.Folder;
import io.rankwire.source.Parameter;
import io.rankwire.text.CommaList;
import io.rankwire.text.Nearest;
import io.rankwire.text.OperatorMistake;
import io.rankwire.transport.mail.Addressees;
import io.rankwire.transport.mail.Unsubscribe;
import io.rankwire.transport.webhook.WebhookSuccess;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Whether what a parameter names is there, by the {@code format} that the kamelet's definition gives it. */
final class FormatRules {
    private final CheckContext checkContext;
    private final Folder folder;
    private final ZoneRules zones;
    private final TemplateRules templates;

    FormatRules(CheckContext checkContext, Folder folder, ZoneRules zones) {
        this.checkContext = checkContext;
        this.folder = folder;
        this.zones = zones;
        this.templates = new TemplateRules(checkContext.home());
    }

    void check(Given given, Parameter parameter, Findings findings) {
        switch (CheckContext.format(parameter)) {
            case "sinks" -> names(given, folder::hasSink, folder::sinks, "sink", findings);
            case "feeds" -> names(given, folder::hasFeed, folder::feeds, "feed", findings);
            case "only-if" -> parsed(given, OnlyIf::parse, findings);
            case "route" -> route(given, findings);
            case "property", "url-property" -> property(given, CheckContext.format(parameter), findings);
            case "account" -> account(given, findings);
            case "zone" -> zone(given, findings);
            case "addresses" -> addresses(given, findings);
            case "unsubscribe" -> parsed(given, Unsubscribe::parse, findings);
            case "success" -> parsed(given, WebhookSuccess::parse, findings);
            case "pgp-key" -> pgpKey(given, findings);
            case "private-key" -> KeyRules.privateKey(checkContext, given, findings);
            case "template" -> templates.check(given, findings);
            default -> {
                // Names nothing that can be looked up.
            }
        }
    }

    private static void names(
            Given given, Predicate<String> isThere, Supplier<Set<String>> known, String what, Findings findings) {
        String where = what.equals("sink") ? "routes/sinks/" : "routes/";
        for (String name : CommaList.parse(given.value())) {
            if (!isThere.test(name)) {
                findings.at(partPlace(given, name), Rule.REFERENCE)
                        .error("there is no " + what + " " + name
                                + Nearest.hint(name, known.get(), "; make " + where + name + Folder.ENDING));
            }
        }
    }

    /** Where one of several names stands. */
    private static Place partPlace(Given given, String name) {
        java.util.regex.Matcher word = java.util.regex.Pattern.compile(
                        "(?<![\\w-])" + java.util.regex.Pattern.quote(name) + "(?![\\w-])")
                .matcher(given.text().value());
        return word.find() ? given.text().at(word.start()) : given.text().place();
    }

    private void route(Given given, Findings findings) {
        String value = given.value().strip();
        if (!value.startsWith("direct:")) {
            findings.at(given.text().place(), Rule.PARAMETER)
                    .error(given.name() + " is '" + value + "'; it must be direct: and the name of a route's input");
            return;
        }
        String name = value.replaceFirst("^direct:(//)?", "");
        if (!folder.hasDirect(name)) {
            findings.at(given.text().place(), Rule.REFERENCE)
                    .error("there is no route that listens on direct:" + name + Nearest.hint(name, folder.directs()));
        }
    }

    private void property(Given given, String format, Findings findings) {
        String key = given.value().strip();
        Set<String> known = checkContext.settingsFile().keys();
        if (!checkContext.placeholders().has(key)) {
            findings.at(given.text().place(), Rule.SECRET)
                    .error(given.name() + " names the property " + key + ", which is not set"
                            + Nearest.hint(key, known, "; set it in config/rankwire.properties"));
            return;
        }
        if (checkContext.isInVault(key)) {
            return;
        }
        Optional<String> value = checkContext.secret(key);
        if (value.isEmpty()) {
            findings.at(given.text().place(), Rule.SECRET)
                    .error(given.name() + " names the property " + key + ", which is empty here");
        } else if (format.equals("url-property") && !SettingKey.isAddress(value.get())) {
            findings.at(given.text().place(), Rule.SETTING)
                    .error(given.name() + " names the property " + key
                            + ", which holds no address; it must begin with https:// or http:// and name a host");
        }
    }

    private void account(Given given, Findings findings) {
        String account = given.value().strip();
        if (!checkContext.placeholders().has(account + ".url")) {
            findings.at(given.text().place(), Rule.REFERENCE)
                    .error("there is no account " + account + "; set " + account + ".url in config/rankwire.properties"
                            + Nearest.to(account, SettingKey.accounts(checkContext.settingsFile()))
                                    .map(near -> ", or did you mean " + near + "?")
                                    .orElse(""));
        }
    }

    private void zone(Given given, Findings findings) {
        zones.check(given.name(), given.value().strip(), given.text().place(), Rule.PARAMETER, findings);
    }

    private static void addresses(Given given, Findings findings) {
        Addressees.mistake(given.name(), given.value())
                .ifPresent(mistake ->
                        findings.at(given.text().place(), Rule.PARAMETER).error(mistake));
    }

    /** Whether the class that reads it at run time takes it. */
    private static void parsed(Given given, Function<String, ?> reader, Findings findings) {
        try {
            var unused = reader.apply(given.value());
        } catch (OperatorMistake e) {
            findings.at(given.text().place(), Rule.PARAMETER).error(e.getMessage());
        }
    }

    private void pgpKey(Given given, Findings findings) {
        try {
            Recipient.read(checkContext.outside().find(given.value()), Instant.now());
        } catch (OperatorMistake e) {
            findings.at(given.text().place(), Rule.KEY_FILE).error(KeyRules.relative(checkContext, e.getMessage()));
        }
    }
}

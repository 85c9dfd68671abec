package io.rankwire.operator.check;

import io.rankwire.document.export.ExportOptions;
import io.rankwire.document.highlight.Language;
import io.rankwire.document.report.ReportOptions;
import io.rankwire.kamelet.Kamelet;
import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.RouteFile;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.Text;
import io.rankwire.operator.workspace.CheckContext;
import io.rankwire.operator.workspace.Folder;
import io.rankwire.source.Source;
import io.rankwire.text.CommaList;
import io.rankwire.text.Nearest;
import io.rankwire.text.OperatorMistake;
import io.rankwire.transport.mail.MailLogin;
import io.rankwire.transport.webhook.WebhookSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the kamelets of sinks ask for beyond one parameter at a time. */
final class SinkRules {
    private static final List<String> MAIL = List.of("mail.host");
    private static final Set<String> UNABLE_TO_CARRY = Set.of("export", "ranking-report", "webhook");
    private static final List<String> WITH_RAW = List.of("json", "jsonl");

    private final CheckContext checkContext;
    private final Folder folder;

    SinkRules(CheckContext checkContext, Folder folder) {
        this.checkContext = checkContext;
        this.folder = folder;
    }

    void check(RouteFile.Route route, Call call, String kamelet, Map<String, String> values, Findings findings) {
        switch (kamelet) {
            case "export" -> export(route, call, values, findings);
            case "ranking-report" -> report(call, values, findings);
            case "sftp-drop" -> sftp(call, values, findings);
            case "email" -> email(call, findings);
            case "webhook" -> webhook(route, call, values, findings);
            default -> {
                // Says everything in its definition.
            }
        }
    }

    private void export(RouteFile.Route route, Call call, Map<String, String> values, Findings findings) {
        try {
            ExportOptions.parse(values, checkContext.home()::resolve);
        } catch (OperatorMistake e) {
            findings.error(place(call, e), Rule.PARAMETER, KeyRules.relative(checkContext, e.getMessage()));
        }
        call.option("columns").ifPresent(text -> columns(route, text, values, findings));
    }

    private static void report(Call call, Map<String, String> values, Findings findings) {
        try {
            ReportOptions options = ReportOptions.parse(values, ReportOptions.Reader.USUAL);
            Language.warning(options.reader().locale())
                    .ifPresent(warning -> findings.warning(
                            call.option("locale").map(Text::place).orElse(call.targetPlace()),
                            Rule.PARAMETER,
                            warning));
        } catch (OperatorMistake e) {
            findings.error(place(call, e), Rule.PARAMETER, e.getMessage());
        }
    }

    /** Messages begin with the name of the parameter. */
    private static Place place(Call call, OperatorMistake e) {
        return call.option(e.getMessage().split("\\W", 2)[0]).map(Text::place).orElse(call.targetPlace());
    }

    /** A column must be there in every ranking that is published to the sink. */
    private void columns(RouteFile.Route route, Text text, Map<String, String> values, Findings findings) {
        for (RouteFile.Route feed : folder.publishers(route.name())) {
            Optional<Source> source = folder.source(feed).flatMap(Kamelet::source);
            if (source.isEmpty()) {
                continue;
            }
            List<String> known =
                    new ArrayList<>(ExportOptions.columns(source.get().endpoint()));
            if (WITH_RAW.contains(values.getOrDefault("format", "csv"))) {
                known.add("raw");
            }
            Set<String> wrong = new TreeSet<>(CommaList.parse(values.get("columns")));
            known.forEach(wrong::remove);
            for (String column : wrong) {
                int at = Math.max(0, text.value().indexOf(column));
                findings.error(
                        text.at(at),
                        Rule.PARAMETER,
                        column + " is not a column of feed " + feed.name() + ", which publishes here"
                                + Nearest.hint(column, known, ""));
            }
        }
    }

    private void sftp(Call call, Map<String, String> values, Findings findings) {
        if (!values.containsKey("privateKeyFile") && !values.containsKey("passwordProperty")) {
            findings.error(
                    call.targetPlace(),
                    Rule.PARAMETER,
                    "sftp-drop needs the parameter privateKeyFile or passwordProperty");
        }
        boolean waits = values.getOrDefault("write", "rename").equals("temp-folder");
        if (waits && !values.containsKey("temporaryDirectory")) {
            findings.error(
                    call.targetPlace(),
                    Rule.PARAMETER,
                    "sftp-drop with write: temp-folder needs the parameter temporaryDirectory");
        }
        KeyRules.knownHost(checkContext, call, values, findings);
    }

    private void webhook(RouteFile.Route route, Call call, Map<String, String> values, Findings findings) {
        if (!values.containsKey("link")) {
            unsentFile(route)
                    .ifPresent(export -> findings.warning(
                            export.targetPlace(),
                            Rule.UNUSED,
                            "the webhook names this file, and nobody is given it; put a file-drop or sftp-drop between"
                                    + " them, or say with link where it is"));
        }
        if (values.getOrDefault("format", "standard").equals("standard") && !values.containsKey("secretProperty")) {
            findings.error(
                    call.targetPlace(),
                    Rule.PARAMETER,
                    "webhook needs the parameter secretProperty, unless format is that of a chat");
        }
        call.option("urlProperty").ifPresent(text -> address(text, values.get("urlProperty"), findings));
        call.option("secretProperty").ifPresent(text -> secrets(text, values.get("secretProperty"), findings));
    }

    private void address(Text text, String property, Findings findings) {
        known(property)
                .filter(FormatRules::hasUserInfo)
                .ifPresent(address -> findings.error(
                        text.place(),
                        Rule.SETTING,
                        "urlProperty names the property " + property
                                + ", whose address has a user name or password before its host;"
                                + " what a receiver needs to know belongs into the path or the signature"));
    }

    /** Nothing of a secret is shown. */
    private void secrets(Text text, String property, Findings findings) {
        for (String secret : CommaList.parse(known(property).orElse(""))) {
            String subject = "secretProperty names the property " + property;
            if (!WebhookSignature.isKey(secret)) {
                findings.error(text.place(), Rule.SECRET, subject + ", which must hold whsec_ and base64 behind it");
            } else if (!WebhookSignature.hasPrefix(secret)) {
                findings.warning(
                        text.place(),
                        Rule.SECRET,
                        subject
                                + ", whose secret does not begin with whsec_; a receiver may take it for another kind of key");
            }
        }
    }

    /** The value of a property; empty when it is not set, or kept in a vault, which is not asked here. */
    private Optional<String> known(String property) {
        return SettingsRules.isInVault(checkContext, property)
                ? Optional.empty()
                : SettingsRules.secret(checkContext, property);
    }

    /** The export of a sink that makes a file, has a webhook tell of it, and has no step that takes it anywhere. */
    private static Optional<Call> unsentFile(RouteFile.Route route) {
        boolean sent = route.calls().stream()
                .anyMatch(call -> !call.isInput()
                        && !call.kamelet().filter(UNABLE_TO_CARRY::contains).isPresent());
        return route.calls().stream()
                .filter(call -> !sent && call.kamelet().equals(Optional.of("export")))
                .findFirst();
    }

    private void email(Call call, Findings findings) {
        for (String key : MAIL) {
            if (checkContext.settings().find(key).isEmpty()) {
                findings.error(
                        call.targetPlace(),
                        Rule.SETTING,
                        "email needs the property " + key + "; set it in config/rankwire.properties");
            }
        }
        MailLogin.mistake(key -> SettingsRules.isInVault(checkContext, key)
                        || SettingsRules.secret(checkContext, key).isPresent())
                .ifPresent(mistake -> findings.error(call.targetPlace(), Rule.SETTING, mistake));
    }
}

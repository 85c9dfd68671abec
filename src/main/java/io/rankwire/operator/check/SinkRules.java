package io.rankwire.operator.check;

import io.rankwire.document.export.ExportOptions;
import io.rankwire.document.format.Format;
import io.rankwire.document.highlight.Language;
import io.rankwire.document.report.ReportOptions;
import io.rankwire.kamelet.Kamelet;
import io.rankwire.kamelet.Shipped;
import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.Findings;
import io.rankwire.operator.routefile.Place;
import io.rankwire.operator.routefile.RouteFile;
import io.rankwire.operator.routefile.Rule;
import io.rankwire.operator.routefile.Text;
import io.rankwire.operator.workspace.CheckContext;
import io.rankwire.operator.workspace.Folder;
import io.rankwire.source.Options;
import io.rankwire.source.Source;
import io.rankwire.text.CommaList;
import io.rankwire.text.Nearest;
import io.rankwire.text.OperatorMistake;
import io.rankwire.transport.mail.MailLogin;
import io.rankwire.transport.webhook.WebhookSignature;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneOffset;
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

    private final CheckContext checkContext;
    private final Folder folder;

    SinkRules(CheckContext checkContext, Folder folder) {
        this.checkContext = checkContext;
        this.folder = folder;
    }

    void check(RouteFile.Route route, Call call, String kamelet, Map<String, String> values, Findings findings) {
        try {
            switch (kamelet) {
                case "export" -> export(route, call, shipped(kamelet, values), findings);
                case "ranking-report" -> report(call, shipped(kamelet, values), findings);
                case "sftp-drop" -> sftp(call, shipped(kamelet, values), findings);
                case "email" -> email(call, findings);
                case "webhook" -> webhook(route, call, shipped(kamelet, values), findings);
                default -> {
                    // Says everything in its definition.
                }
            }
        } catch (OperatorMistake e) {
            findings.at(place(call, e), Rule.PARAMETER).error(KeyRules.relative(checkContext, e.getMessage()));
        }
    }

    private static Options shipped(String kamelet, Map<String, String> values) {
        return Shipped.kamelet(kamelet).options("", values);
    }

    private void export(RouteFile.Route route, Call call, Options options, Findings findings) {
        try {
            ExportOptions.parse(options, checkContext.home()::resolve);
        } catch (OperatorMistake e) {
            findings.at(place(call, e), Rule.PARAMETER).error(KeyRules.relative(checkContext, e.getMessage()));
        }
        call.option("columns").ifPresent(text -> columns(route, text, options, findings));
    }

    private static void report(Call call, Options options, Findings findings) {
        ReportOptions report = ReportOptions.parse(options, ZoneOffset.UTC, null);
        Language.warning(report.reader().locale()).ifPresent(warning -> findings.at(
                        call.option("locale").map(Text::place).orElse(call.targetPlace()), Rule.PARAMETER)
                .warning(warning));
    }

    /** Messages begin with the name of the parameter. */
    private static Place place(Call call, OperatorMistake e) {
        return call.option(e.getMessage().split("\\W", 2)[0]).map(Text::place).orElse(call.targetPlace());
    }

    /** A column must be there in every ranking that is published to the sink. */
    private void columns(RouteFile.Route route, Text text, Options options, Findings findings) {
        for (RouteFile.Route feed : folder.publishers(route.name())) {
            Optional<Source> source = checkContext.source(feed).flatMap(Kamelet::source);
            if (source.isEmpty()) {
                continue;
            }
            List<String> known =
                    new ArrayList<>(ExportOptions.columns(source.get().endpoint()));
            if (options.choice("format", Format.class).hasRaw()) {
                known.add("raw");
            }
            Set<String> wrong = new TreeSet<>(options.list("columns"));
            known.forEach(wrong::remove);
            for (String column : wrong) {
                int at = Math.max(0, text.value().indexOf(column));
                findings.at(text.at(at), Rule.PARAMETER)
                        .error(column + " is not a column of feed " + feed.name() + ", which publishes here"
                                + Nearest.hint(column, known, ""));
            }
        }
    }

    private void sftp(Call call, Options options, Findings findings) {
        if (options.text("privateKeyFile").isEmpty()
                && options.text("passwordProperty").isEmpty()) {
            findings.at(call.targetPlace(), Rule.PARAMETER)
                    .error("sftp-drop needs the parameter privateKeyFile or passwordProperty");
        }
        boolean waits = options.required("write").equals("temp-folder");
        if (waits && options.text("temporaryDirectory").isEmpty()) {
            findings.at(call.targetPlace(), Rule.PARAMETER)
                    .error("sftp-drop with write: temp-folder needs the parameter temporaryDirectory");
        }
        KeyRules.knownHost(checkContext, call, options, findings);
    }

    private void webhook(RouteFile.Route route, Call call, Options options, Findings findings) {
        if (options.text("link").isEmpty()) {
            unsentFile(route).ifPresent(export -> findings.at(export.targetPlace(), Rule.UNUSED)
                    .warning("the webhook names this file, which goes nowhere; put a file-drop or sftp-drop between"
                            + " them, or say with link where it is"));
        }
        if (options.required("format").equals("standard")
                && options.text("secretProperty").isEmpty()) {
            findings.at(call.targetPlace(), Rule.PARAMETER)
                    .error("webhook needs the parameter secretProperty, unless format is that of a chat");
        }
        call.option("urlProperty").ifPresent(text -> address(text, options.required("urlProperty"), findings));
        call.option("secretProperty").ifPresent(text -> secrets(text, options.required("secretProperty"), findings));
    }

    private void address(Text text, String property, Findings findings) {
        known(property).filter(SinkRules::hasUserInfo).ifPresent(address -> findings.at(text.place(), Rule.SETTING)
                .error("urlProperty names the property " + property
                        + ", whose address has a user name or password before its host;"
                        + " what a receiver needs to know belongs into the path or the signature"));
    }

    /** Nothing of a secret is shown. */
    private void secrets(Text text, String property, Findings findings) {
        for (String secret : CommaList.parse(known(property).orElse(""))) {
            String subject = "secretProperty names the property " + property;
            if (!WebhookSignature.isKey(secret)) {
                findings.at(text.place(), Rule.SECRET).error(subject + ", which must hold whsec_ and base64 behind it");
            } else if (!WebhookSignature.hasPrefix(secret)) {
                findings.at(text.place(), Rule.SECRET)
                        .warning(
                                subject
                                        + ", whose secret does not begin with whsec_; a receiver may take it for another kind of key");
            }
        }
    }

    /** The value of a property; empty when it is not set, or kept in a vault, which is not asked here. */
    private Optional<String> known(String property) {
        return checkContext.isInVault(property) ? Optional.empty() : checkContext.secret(property);
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
                findings.at(call.targetPlace(), Rule.SETTING)
                        .error("email needs the property " + key + "; set it in config/rankwire.properties");
            }
        }
        MailLogin.mistake(key ->
                        checkContext.isInVault(key) || checkContext.secret(key).isPresent())
                .ifPresent(
                        mistake -> findings.at(call.targetPlace(), Rule.SETTING).error(mistake));
    }

    private static boolean hasUserInfo(String text) {
        try {
            return new URI(text.strip()).getRawUserInfo() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}

package io.rankwire.operator.routefile;

import io.rankwire.kamelet.Kamelet;
import io.rankwire.kamelet.Kamelets;
import io.rankwire.settings.Home;
import io.rankwire.text.Sha256;
import io.rankwire.text.Utf8;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file of the operator's as it was read: its text, the tree with places that everything else works on, and what is wrong
 * with it as YAML. Every state of a file is an object of its own, so that what follows from it can be kept with it.
 */
public final class OperatorFile {
    private final Path path;
    private final String name;
    private final byte[] content;
    private final Optional<YamlText.Parsed> yaml;
    private final Optional<RouteFile> routes;
    private final Optional<SettingsFile> settings;
    private final List<Mistake> mistakes;
    private final String fingerprint;

    private OperatorFile(Path path, String name, byte[] content, Optional<YamlText.Parsed> yaml, Findings findings) {
        this.path = path;
        this.name = name;
        this.content = content;
        this.yaml = yaml;
        this.routes = yaml.map(YamlText.Parsed::root).map(RouteFile::of);
        this.settings = name.equals(SettingsFile.PATH) ? Optional.of(SettingsFile.read(content)) : Optional.empty();
        this.mistakes = findings.all();
        this.fingerprint = Sha256.hex(text());
    }

    private OperatorFile(OperatorFile read, String fingerprint) {
        this.path = read.path;
        this.name = read.name;
        this.content = read.content;
        this.yaml = read.yaml;
        this.routes = read.routes;
        this.settings = read.settings;
        this.mistakes = read.mistakes;
        this.fingerprint = fingerprint;
    }

    /**
     * Reads a file's bytes.
     *
     * @param path as the operator names it, not where symbolic links lead
     * @param name from the home folder on, with slashes
     */
    public static OperatorFile of(Path path, String name, byte[] content) {
        Findings findings = new Findings(name);
        boolean isYaml = name.endsWith(Home.ROUTES) || name.endsWith(Home.KAMELET);
        Optional<YamlText.Parsed> yaml = isYaml ? YamlText.parse(content, findings) : Optional.empty();
        return new OperatorFile(path, name, content.clone(), yaml, findings);
    }

    /** A file that is there and cannot be read. */
    static OperatorFile unreadable(Path path, String name, String reason) {
        Findings findings = new Findings(name);
        findings.at(Place.START, Rule.YAML).error("it cannot be read: " + reason);
        return new OperatorFile(path, name, new byte[0], Optional.empty(), findings);
    }

    /**
     * The same file under certain settings.
     *
     * @param values what tells apart the values that its placeholders have
     */
    public OperatorFile under(String values) {
        return new OperatorFile(this, Sha256.hex(fingerprint + values));
    }

    /** Changes with the text, and with the values that it is under. */
    public String fingerprint() {
        return fingerprint;
    }

    public Path path() {
        return path;
    }

    /** From the home folder on, with slashes. */
    public String name() {
        return name;
    }

    public boolean isKamelet() {
        return name.endsWith(Home.KAMELET);
    }

    /** Its name without folder and ending, by which its kamelet or its route is called. */
    public String baseName() {
        String file = path.getFileName().toString();
        String ending = isKamelet() ? Home.KAMELET : Home.ROUTES;
        return file.endsWith(ending) ? file.substring(0, file.length() - ending.length()) : file;
    }

    boolean holds(byte[] bytes) {
        return Arrays.equals(content, bytes);
    }

    public byte[] content() {
        return content.clone();
    }

    public String text() {
        return Utf8.text(content);
    }

    /** The tree; empty when it is no YAML, or a file of another kind. */
    public Optional<YamlText.Parsed> yaml() {
        return yaml;
    }

    /** Its routes; empty when it is no file of routes, or no YAML. */
    public Optional<RouteFile> routes() {
        return routes.filter(file -> !isKamelet());
    }

    /** The settings; empty when it is a file of another kind. */
    public Optional<SettingsFile> settings() {
        return settings;
    }

    /** The kamelet; empty when it is a file of another kind, or defines none that can be used. */
    public Optional<Kamelet> kamelet() {
        return isKamelet()
                ? yaml.flatMap(parsed -> Kamelets.usable(() -> Kamelet.of(baseName(), parsed.json())))
                : Optional.empty();
    }

    /** What its steps name besides endpoints, in routes or in a kamelet's template. */
    public Optional<Mentions> mentions() {
        return routes.map(RouteFile::mentions);
    }

    /** Everything in it in which a placeholder may stand. */
    public List<Text> texts() {
        return routes.map(RouteFile::texts).orElse(List.of());
    }

    /** The kamelets and routes that it names: {@code kamelet:export}, {@code direct:archive}. */
    public Set<String> uses() {
        return routes.map(RouteFile::uses).orElse(Set.of());
    }

    /** What is wrong with it as YAML. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}

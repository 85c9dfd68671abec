package io.rankwire.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path as operators write it. No shell reads it, and no browser: {@code ~} and {@code $HOME} would become folders of that
 * name, and {@code file:///srv} a folder {@code file:}.
 */
public enum WrittenPath {
    /** A file or folder of this machine, in a route or a setting. */
    LOCAL("home folder", true),
    /** The same inside a placeholder, which holds no other. */
    IN_PLACEHOLDER("home folder", false),
    /** A folder that a component of Camel's own reaches. */
    OF_ENDPOINT("folder that the program is started in", true),
    /** An argument or an environment variable. */
    FROM_OUTSIDE("current folder", false),
    /** A folder of a server that files are sent to. */
    REMOTE("login folder", false);

    private static final Pattern HOME = Pattern.compile("~(?<user>[^/]*)(?:/+(?<rest>.*))?");

    /** {@code $HOME}, {@code ${HOME}}, {@code ${date:now}}, {@code $(hostname)}; but not {@code US$} or {@code US$Beauty}. */
    private static final Pattern VARIABLE = Pattern.compile(
            "(?<!\\w)\\$(?<name>[A-Z_][A-Z0-9_]*)(?!\\w)|\\$\\{(?<braced>[A-Za-z_]\\w*)}|\\$\\{[^}]*}|\\$\\([^)]*\\)");

    private static final Pattern ADDRESS = Pattern.compile(
            "(?i)(?<scheme>file|sftp|scp|ftps?|[a-z][a-z0-9+.-]+(?=://)):(//(?<host>[^/]*)(?<path>/.*)?|(?<rest>.*))|[^/@]+@[^/:]+:.*");

    private final String root;
    private final boolean placeholders;

    WrittenPath(String root, boolean placeholders) {
        this.root = root;
        this.placeholders = placeholders;
    }

    /** The kind that a {@code format} in a kamelet's definition asks for; empty for a format of something else. */
    public static Optional<WrittenPath> ofFormat(String format) {
        return switch (String.valueOf(format)) {
            case "path", "private-key", "pgp-key" -> Optional.of(LOCAL);
            case "remote-path" -> Optional.of(REMOTE);
            default -> Optional.empty();
        };
    }

    /**
     * Checks what was written.
     *
     * @throws OperatorMistake naming the setting, its value, the rule and the right form
     */
    public void check(String name, String path) {
        mistake(path).ifPresent(mistake -> {
            throw new OperatorMistake(name + " is '" + path + "'; " + mistake);
        });
    }

    /** The rule that the path breaks, and the right form. */
    private Optional<String> mistake(String path) {
        if (!OneLine.is(path)) {
            return Optional.of("a path is one line, without control characters");
        }
        Matcher address = ADDRESS.matcher(path);
        if (address.matches()) {
            return Optional.of("it must be a path, not an address: write " + place(address));
        }
        Matcher home = HOME.matcher(path);
        if (home.matches()) {
            return Optional.of("~ is not replaced here: write " + below(home));
        }
        Matcher variable = VARIABLE.matcher(path);
        return variable.find()
                ? Optional.of(variable.group() + " is not replaced here: write " + instead(path, variable))
                : Optional.empty();
    }

    /** The path in an address; an address of another machine says nothing of a path on this one. */
    private String place(Matcher address) {
        boolean ours = this == REMOTE || "file".equalsIgnoreCase(address.group("scheme"));
        String path = address.group("host") == null
                ? orNone(address.group("rest"))
                : (this == REMOTE ? "" : address.group("host")) + orNone(address.group("path"));
        return orElse(ours ? path.replaceFirst("\\?.*", "") : "");
    }

    private String below(Matcher home) {
        String rest = orNone(home.group("rest"));
        boolean own = home.group("user").isEmpty();
        return orElse(!own ? "" : placeholders ? "{{env:HOME}}" + (rest.isEmpty() ? "" : "/" + rest) : remote(rest));
    }

    private String instead(String path, Matcher variable) {
        String name = orNone(variable.group("name")) + orNone(variable.group("braced"));
        String before = path.substring(0, variable.start());
        String behind = path.substring(variable.end());
        if (placeholders) {
            return orElse(name.isEmpty() ? "" : before + "{{env:" + name + "}}" + behind);
        }
        return orElse(name.equals("HOME") && before.isEmpty() ? remote(behind.replaceFirst("^/+", "")) : "");
    }

    /** A login begins in the home folder as a rule. */
    private String remote(String rest) {
        return this == REMOTE ? rest : "";
    }

    private String orElse(String right) {
        return right.isEmpty() ? usual() : right + "; paths are absolute or relative to the " + root;
    }

    private static String orNone(String group) {
        return group == null ? "" : group;
    }

    private String usual() {
        return "an absolute path or one relative to the " + root;
    }
}

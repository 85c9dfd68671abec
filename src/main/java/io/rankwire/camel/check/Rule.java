package io.rankwire.camel.check;

import java.util.Locale;

/** What kind of mistake it is, for tools that group or mute them. */
public enum Rule {
    YAML("The file is YAML", true),
    STRUCTURE("Routes are built as Camel's YAML DSL says", true),
    PARAMETER("A kamelet is given the parameters that it has, with values that it takes", true),
    KAMELET("A kamelet that is used or defined is there and complete", true),
    COMPONENT("A Camel component that is used is in the program or in lib/ext", true),
    OPTION("An endpoint is given the options that its component has, with values that it takes", true),
    PLACEHOLDER("A placeholder stands for something", true),
    ID("A route has an id of its own, that of its file", true),
    FILE_NAME("A file is named as the program looks for it, and its route as the file", false),
    STEP("A bean or route configuration that is named is there", true),
    EXPRESSION("An expression can be read", true),
    REFERENCE("A route, sink or account that is named is there", false),
    SCHEDULE("A schedule can be read, and is due when it seems to be", true),
    UNUSED("What is defined is used", false),
    TIMING("A feed asks no oftener than the account's pace and budget allow", false),
    KEY_FILE("Keys and host keys are there and can be read", false),
    TEMPLATE("A template is there and can be read", false),
    SETTING("A property is one that somebody reads, with a value that it may have", false),
    SECRET("A secret is set, and not written into a file", false);

    private final String says;
    private final boolean stops;

    Rule(String says, boolean stops) {
        this.says = says;
        this.stops = stops;
    }

    /** {@code key-file}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The rule, in a sentence. */
    public String says() {
        return says;
    }

    /** Whether a file that breaks it cannot be loaded; else it can, and what it needs may come later. */
    public boolean stopsLoading() {
        return stops;
    }
}

package io.rankwire.operator.routefile;

import java.util.Locale;

/** What kind of mistake it is, for tools that group or mute them. */
public enum Rule {
    YAML("The file is YAML"),
    STRUCTURE("Routes are built as Camel's YAML DSL says"),
    PARAMETER("A kamelet is given the parameters that it has, with values that it takes"),
    KAMELET("A kamelet that is used or defined is there and complete"),
    COMPONENT("A Camel component that is used is in the program or in lib/ext"),
    OPTION("An endpoint is given the options that its component has, with values that it takes"),
    PLACEHOLDER("A placeholder stands for something"),
    ID("A route has an id of its own, that of its file"),
    FILE_NAME("A file is named as the program looks for it, and its route as the file"),
    STEP("A bean or route configuration that is named is there"),
    EXPRESSION("An expression can be read"),
    REFERENCE("A route, sink or account that is named is there"),
    SCHEDULE("A schedule can be read, and is due when it seems to be"),
    UNUSED("What is defined is used"),
    TIMING("A feed asks no oftener than the account's pace and budget allow"),
    KEY_FILE("Keys and host keys are there and can be read"),
    TEMPLATE("A template is there and can be read"),
    SETTING("A property is one that is read, with a value that it may have"),
    SECRET("A secret is set, and not written into a file");

    private final String says;

    Rule(String says) {
        this.says = says;
    }

    /** {@code key-file}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is about what the machine has that the files are for, rather than about the files. */
    public boolean isOfMachine() {
        return this == SECRET || this == KEY_FILE;
    }

    /** The rule, in a sentence. */
    public String says() {
        return says;
    }
}

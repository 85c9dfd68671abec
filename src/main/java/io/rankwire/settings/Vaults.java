package io.rankwire.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The property functions that ask a vault, and which of Camel's components bring them. */
public final class Vaults {
    private static final Map<String, String> COMPONENTS = Map.of(
            "aws", "camel-aws-secrets-manager",
            "gcp", "camel-google-secret-manager",
            "azure", "camel-azure-key-vault",
            "hashicorp", "camel-hashicorp-vault",
            "secret", "camel-kubernetes",
            "configmap", "camel-kubernetes",
            "cyberark", "camel-cyberark-vault",
            "ibm", "camel-ibm-secrets-manager");

    private Vaults() {}

    /** The names of the functions. */
    public static Set<String> functions() {
        return COMPONENTS.keySet();
    }

    /** Whether a value has a placeholder in it that asks a vault. */
    static boolean areAsked(String value) {
        return functions().stream().anyMatch(vault -> value.contains("{{" + vault + ":"));
    }

    /** What to say of a vault's function that is used and not there; empty when the name is no vault's. */
    public static Optional<String> missing(String function) {
        return Optional.ofNullable(COMPONENTS.get(function))
                .map(component -> "the function " + function + " is not in the program; put the jar of " + component
                        + ", and what it needs, into lib/ext");
    }
}

package io.rankwire.text;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Each test class starts without known secrets: classes share a process, and one's secret is another's plain word. */
public final class ForgottenSecrets implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        KnownSecrets.forget();
    }
}

package io.rankwire.console;

import io.rankwire.text.Sha256;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The files that pages need, from the program itself. A browser asks again and is told when nothing changed. */
final class Assets {
    private static final Map<String, String> FILES = Map.of(
            "console.css", "text/css; charset=utf-8",
            "console.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml",
            "openapi.json", "application/json");

    private Assets() {}

    static void serve(Router router) {
        FILES.forEach((name, type) -> {
            Buffer bytes = read(name);
            String tag = '"' + Sha256.hex(bytes.getBytes()).substring(0, 16) + '"';
            router.get("/assets/" + name).method(HttpMethod.HEAD).handler(context -> {
                context.response().putHeader("Cache-Control", "no-cache").putHeader("ETag", tag);
                if (tag.equals(context.request().getHeader("If-None-Match"))) {
                    context.response().setStatusCode(304).end();
                } else {
                    context.response().putHeader("Content-Type", type).end(bytes);
                }
            });
        });
    }

    private static Buffer read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("assets/" + name)) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("asset " + name + " cannot be read", e);
        }
    }
}

package io.rankwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(240)
class ConsoleBrowserTest {
    private static final String TOKEN = "a-token-that-nobody-guesses";
    private static final Path PICTURES = Path.of("target/pictures/console");

    @TempDir
    Path folder;

    private Workplace workplace;
    private Opened opened;

    @BeforeEach
    void moveIn() throws Exception {
        workplace = new Workplace(folder)
                .property("rankwire.console.token", TOKEN)
                .feed("products", "fastmoss-live-top-product", Map.of("region", "US", "period", "week"), "archive")
                // Few rows: axe looks at each.
                .feed("shops", "fastmoss-shop-most-promoted", Map.of("region", "GB", "maxRows", "60"), "hook, archive")
                .archive("csv")
                .webhook("hook");
        workplace.property("ops.webhook.allowHosts", "");
        opened = new Opened(workplace).poll("shops");
    }

    @AfterEach
    void moveOut() throws IOException {
        opened.close();
        workplace.close();
    }

    private String address(String path) {
        return opened.uri(path).toString();
    }

    @ParameterizedTest
    @CsvSource({"1280, 900, false", "360, 780, true"})
    void isFitForEverybodyOnEveryScreen(int width, int height, boolean dark) throws IOException {
        try (Browser browser = new Browser(width, height, dark)) {
            for (String page : List.of(
                    "/",
                    "/feeds/shops?key=7494006325298104216",
                    "/snapshots/1",
                    "/deliveries",
                    "/deliveries/1",
                    "/sinks",
                    "/files",
                    "/sign-in")) {
                browser.open(address(page));
                browser.picture(PICTURES.resolve(
                        (page.replaceAll("[^a-z0-9]+", "-") + width + (dark ? "-dark" : "")).replaceAll("^-", "")
                                + ".png"));
                assertThat(browser.obstacles()).as(page).isEmpty();
                assertThat(browser.complaints()).as(page).isEmpty();
                assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                        .as(page + " is no wider than the screen")
                        .isLessThanOrEqualTo(width);
            }
        }
    }

    @Test
    void sortsAndFiltersInPlaceAndStaysCurrentByItself() throws Exception {
        try (Browser browser = new Browser(1280, 900, false)) {
            browser.open(address("/"));
            browser.until(driver -> browser.find("#live").getText().equals("Live."));
            assertThat(browser.texts("#feeds tbody th")).containsExactly("products", "shops");
            browser.find("#feeds thead th button").click();
            browser.find("#feeds thead th button").click();
            assertThat(browser.texts("#feeds tbody th")).containsExactly("shops", "products");

            // Without anybody touching the page: the other feed is polled, and the order stays as it was chosen.
            opened.poll("products");
            browser.until(driver -> browser.texts("#feeds tbody tr").stream().allMatch(row -> row.contains("current")));
            assertThat(browser.texts("#feeds tbody th")).containsExactly("shops", "products");

            browser.find("#feeds input").sendKeys("prod");
            assertThat(browser.texts("#feeds tbody tr").stream().filter(row -> !row.isEmpty()))
                    .singleElement()
                    .asString()
                    .contains("products");
            showsWhatBecomesOfAFile(browser);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private void showsWhatBecomesOfAFile(Browser browser) throws IOException {
        browser.open(address("/files"));
        browser.until(driver -> browser.find("#live").getText().equals("Live."));
        Path file = workplace.home.resolve("routes/products.camel.yaml");
        String right = Files.readString(file);
        Files.writeString(file, right.replace("region:", "regoin:"));
        look();
        browser.until(driver -> filesPage(browser).contains("regoin is not a parameter"));
        Files.writeString(file, right);
        look();
        browser.until(driver -> !filesPage(browser).contains("regoin"));
        Files.delete(file);
        look();
        browser.until(driver -> !filesPage(browser).contains("products"));
    }

    /** An edit is taken when it was the same at two looks. */
    private void look() {
        opened.engine.desk().look();
        opened.engine.desk().look();
    }

    private static String filesPage(Browser browser) {
        return browser.find("main").getText();
    }

    @Test
    void drawsTheWayOfARowAndShowsTheMail() {
        try (Browser browser = new Browser(1280, 900, false)) {
            browser.open(address("/feeds/shops"));
            browser.find("#ranking tbody th a").click();
            browser.until(driver -> browser.all("svg circle").size() == 1);
            browser.open(address("/snapshots/1"));
            browser.into().frame(browser.find("iframe.mail"));
            assertThat(browser.find("body").getText()).contains("GB");
            browser.into().defaultContent();
            // Pictures of vendors are not loaded; the browser says so, and nothing else.
            assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("img-src"));
        }
    }

    @Test
    void retriesForWhoHasTheTokenOnly() throws Exception {
        long dead = 1;
        try (Browser browser = new Browser(1280, 900, false)) {
            browser.open(address("/deliveries/" + dead));
            assertThat(browser.all("main form")).isEmpty();
            browser.open(address("/sign-in"));
            browser.find("main input").sendKeys("wrong");
            browser.find("main button").click();
            browser.until(driver -> browser.find("[role=alert]").getText().contains("not the token"));
            browser.find("main input").sendKeys(TOKEN);
            browser.find("main button").click();
            browser.until(driver -> browser.texts("header button").contains("Sign out"));
            browser.open(address("/deliveries/" + dead));
            assertThat(browser.find(".state").getText()).isEqualTo("dead");
            browser.find(".actions button").click();
            browser.until(driver -> browser.find(".state").getText().equals("due"));
            browser.open(address("/feeds/products"));
            browser.picture(PICTURES.resolve("feed-signed-in-1280.png"));
            browser.find("form[action='/feeds/products/poll'] button").click();
            browser.until(driver -> browser.texts("#facts .state").contains("current"));
            browser.open(address("/sinks"));
            browser.find("form[action='/sinks/archive/test'] button").click();
            browser.until(driver -> browser.texts("small.test").stream().anyMatch(text -> text.contains("delivered")));
        }
    }
}

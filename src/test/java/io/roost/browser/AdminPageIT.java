package io.roost.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.testkit.Browser;
import io.roost.testkit.BrowserPage;
import io.roost.testkit.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the admin listener shows in a browser. */
class AdminPageIT {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void metrics_whenOpened_thenAreText() {
        try (TestServer server = TestServer.of("echo")) {
            BrowserPage page =
                    BROWSER.open("http://127.0.0.1:" + server.adminAddress().getPort() + "/metrics");

            page.awaitText("body", "roost_connections");
            assertThat(page.has("script")).isFalse();
        }
    }
}

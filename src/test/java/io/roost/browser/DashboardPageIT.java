package io.roost.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roost.testkit.Browser;
import io.roost.testkit.BrowserPage;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The dashboard as a person sees it. */
class DashboardPageIT {
    private static final int CONNECTIONS = 1_234;

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void page_whenALoadComesAndGoes_thenItsNumbersRiseAndFall() throws Exception {
        try (TestServer server = TestServer.of("echo")) {
            BrowserPage page = BROWSER.open(urlOf(server)).awaitText("#state", "live");
            page.awaitText("#connections", "0");
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.add(server.connect());
            }
            page.awaitText("#connections", "1,234")
                    .awaitText("#loops", "617")
                    .awaitText("#resident-each", "per connection");
            assertThat(page.title()).startsWith("1,234");
            assertThat(clients.get(0).echo("x")).isEqualTo("x");

            for (RawClient client : clients) {
                client.end();
            }
            for (RawClient client : clients) {
                client.close();
            }
            page.awaitText("#reasons", "peer");
            await().until(() -> page.text("#connections").equals("0"));
            assertThat(page.text("#reasons tr:first-child")).contains("1,234");
            assertThat(page.text(".chat"))
                    .as("figures of a chat that is not there")
                    .isEmpty();
            assertThat(page.script("return document.querySelectorAll('canvas').length"))
                    .isEqualTo(5L);
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void page_whenAListenerIsSpoilt_thenItSaysByWhatAndWhoFeelsIt() throws Exception {
        try (TestServer server = TestServer.of("echo", "listeners[0].toxics=latency:latency=5");
                RawClient client = server.connect()) {
            assertThat(client.echo("x")).isEqualTo("x");
            BrowserPage page = BROWSER.open(urlOf(server)).awaitText("#state", "live");

            page.awaitText("#toxics", "latency:latency=5");
            await().until(() -> page.text("#toxics tr:first-child").startsWith("echo")
                    && page.text("#toxics td:last-child").equals("1"));
            try (RawClient admin = RawClient.to(server.adminAddress())) {
                admin.send("POST /reset HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
                assertThat(admin.readToTheLast()).startsWith("HTTP/1.1 204");
            }
            await().until(() -> page.is("return document.getElementById('toxics-box').hidden"));
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void page_whenTheServerStartsAnew_thenItSaysSoAndComesBack() throws Exception {
        TestServer before = TestServer.of("echo");
        String url = urlOf(before);
        BrowserPage page = BROWSER.open(url).awaitText("#state", "live");

        before.close();
        page.awaitText("#state", "no connection");

        try (TestServer after = TestServer.of(
                        "echo", "admin.bind=127.0.0.1:" + before.adminAddress().getPort());
                RawClient client = after.connect()) {
            assertThat(client.echo("x")).isEqualTo("x");
            page.awaitText("#state", "live").awaitText("#connections", "1");
        }
    }

    @Test
    void page_whenNarrowAndDark_thenItFits() {
        try (TestServer server = TestServer.of(
                "chat", "listeners[0].toxics=latency:latency=5,jitter=2@0.2 slicer:average_size=10,delay=1")) {
            BrowserPage page =
                    BROWSER.open(urlOf(server)).size(360, 740).dark(true).reload();
            page.awaitText("#state", "live").awaitText(".chat", "Chat users").awaitText("#toxics", "slicer");

            assertThat(page.script("return document.documentElement.scrollWidth"))
                    .isEqualTo(360L);
            assertThat(page.is("return getComputedStyle(document.body).backgroundColor === 'rgb(20, 23, 27)'"))
                    .isTrue();
            assertThat(page.complaints()).isEmpty();
        }
    }

    private static String urlOf(TestServer server) {
        return "http://127.0.0.1:" + server.adminAddress().getPort() + "/";
    }
}

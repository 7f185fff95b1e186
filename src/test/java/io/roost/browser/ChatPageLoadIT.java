package io.roost.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.testkit.Browser;
import io.roost.testkit.BrowserPage;
import io.roost.testkit.IrcClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page weighs, where it comes from, and who can read it. */
class ChatPageLoadIT {
    private static final long MOST_BYTES = 100_000;

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void load_whenFirst_thenSmallAndFromHereAlone() {
        try (ChatServer server = ChatServer.start()) {
            BrowserPage page = BROWSER.open(server.url());
            page.await("#hello-nick");

            List<String> loads = page.list("""
                    const loads = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
                    return loads.map(one => `${one.transferSize} ${one.name}`);
                    """);
            long sum = loads.stream()
                    .mapToLong(load -> Long.parseLong(load.substring(0, load.indexOf(' '))))
                    .sum();
            assertThat(loads).allMatch(load -> load.contains(" " + server.url()));
            System.out.println("chat page, first load: " + sum + " bytes in " + loads.size() + " files (at most "
                    + MOST_BYTES + ")");
            assertThat(loads.size()).isGreaterThan(10);
            assertThat(sum).isBetween(20_000L, MOST_BYTES);
            assertThat(page.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void text_whenMeasured_thenItsContrastIsEnough(boolean isDark) {
        try (ChatServer server = ChatServer.start();
                IrcClient raw = server.join("raw")) {
            BrowserPage page = BROWSER.open(server.url()).dark(isDark);
            assertThat(faint(page)).isEmpty();
            ChatPage ada = new ChatPage(page);
            ada.hello("ada");
            ada.awaitConnected().awaitMember("raw");
            for (int i = 0; i < 24; i++) {
                raw.send(
                        "NICK name" + (char) ('a' + i),
                        "PRIVMSG #lobby :ada: \u0011code\u0011 \u202E https://example.org");
            }
            raw.send("PRIVMSG #lobby :\u0001ACTION waves\u0001", "NOTICE #lobby :look", "PRIVMSG ada :psst")
                    .sync();
            ada.awaitLine("look").say("/msg nobody x").page().await(".failed");
            ada.open("#lobby").say("/raw KICK").awaitLine("Not enough parameters");
            ada.say("/nosuch").page().await("#composer-error");

            assertThat(faint(page)).isEmpty();
        }
    }

    @Test
    void controls_whenListed_thenEachHasAName() {
        try (ChatServer server = ChatServer.start()) {
            ChatPage ada = ChatPage.enter(BROWSER, server.url(), "ada");
            assertThat(ada.page().list("""
                            return [...document.querySelectorAll('button, input, textarea, nav, aside, dialog, [role=log]')]
                              .filter(one => !(one.getAttribute('aria-label') || one.labels?.[0]?.textContent.trim()
                                || document.getElementById(one.getAttribute('aria-labelledby'))?.textContent
                                || one.textContent.trim()))
                              .filter(one => !one.hidden)
                              .map(one => one.outerHTML);
                            """)).isEmpty();
            assertThat(ada.page().has(".scroller:not([hidden]) [role=log][aria-live=polite]"))
                    .isTrue();
        }
    }

    /** Texts whose contrast with what is behind them is under 4.5 to 1 (WCAG 2.2, 1.4.3). */
    private static List<String> faint(BrowserPage page) {
        return page.list("""
                const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
                const rgba = (colour) => {
                  canvas.clearRect(0, 0, 1, 1);
                  canvas.fillStyle = colour;
                  canvas.fillRect(0, 0, 1, 1);
                  return [...canvas.getImageData(0, 0, 1, 1).data];
                };
                const luminance = ([r, g, b]) => [r, g, b]
                  .map((one) => one / 255)
                  .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
                  .reduce((sum, one, i) => sum + one * [0.2126, 0.7152, 0.0722][i], 0);
                const behind = (element) => {
                  const layers = [];
                  for (let one = element; one; one = one.parentElement) {
                    layers.push(rgba(getComputedStyle(one).backgroundColor));
                  }
                  return layers.reverse().reduce((below, [r, g, b, a]) =>
                    below.map((one, i) => one + ([r, g, b][i] - one) * (a / 255)), [255, 255, 255]);
                };
                const found = [];
                for (const element of document.querySelectorAll('body *')) {
                  const text = element.placeholder && !element.value ? element.placeholder
                    : [...element.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.data).join('');
                  if (text.trim() === '' || !element.checkVisibility({opacityProperty: true, visibilityProperty: true})) {
                    continue;
                  }
                  const style = element.placeholder && !element.value ? getComputedStyle(element, '::placeholder') : getComputedStyle(element);
                  const [one, other] = [luminance(rgba(style.color)), luminance(behind(element))].sort((x, y) => y - x);
                  const contrast = (one + 0.05) / (other + 0.05);
                  if (contrast < 4.5) {
                    found.push(`${contrast.toFixed(2)} ${element.localName}.${element.className} ${text.trim().slice(0, 30)}`);
                  }
                }
                return [...new Set(found)];
                """);
    }
}

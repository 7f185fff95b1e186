package io.roost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** One window of a {@link Browser}. Elements are named by CSS selectors. One thread. */
public final class BrowserPage {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;
    private final String window;

    BrowserPage(ChromeDriver driver) {
        this.driver = driver;
        this.window = driver.getWindowHandle();
    }

    public BrowserPage go(String url) {
        front().get(url);
        return this;
    }

    public BrowserPage reload() {
        front().navigate().refresh();
        return this;
    }

    /** Of the viewport, in CSS pixels; under 600 wide it is a phone's: touch, narrow. */
    public BrowserPage size(int width, int height) {
        cdp(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        return this;
    }

    /** What the page is told of the reader's preferred colours. */
    public BrowserPage dark(boolean isDark) {
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light");
        cdp("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
        return this;
    }

    public String title() {
        return String.valueOf(front().getTitle());
    }

    public String url() {
        return String.valueOf(front().getCurrentUrl());
    }

    public boolean has(String selector) {
        return !front().findElements(By.cssSelector(selector)).isEmpty();
    }

    /** Whether there is such an element and it can be seen. */
    public boolean shows(String selector) {
        return is("return [...document.querySelectorAll(arguments[0])].some(one => one.checkVisibility())", selector);
    }

    /** The text of all elements that match and can be seen, one a line; empty when there are none. */
    public String text(String selector) {
        return String.valueOf(script(
                "return [...document.querySelectorAll(arguments[0])].filter(one => one.checkVisibility())"
                        + ".map(one => one.innerText).join('\\n')",
                selector));
    }

    public BrowserPage click(String selector) {
        await().until(() -> shows(selector));
        front().findElement(By.cssSelector(selector)).click();
        return this;
    }

    /** Replaces what the field has by {@code text}, by key strokes. */
    public BrowserPage fill(String selector, String text) {
        await().until(() -> shows(selector));
        WebElement field = front().findElement(By.cssSelector(selector));
        field.clear();
        field.sendKeys(text);
        return this;
    }

    /** Key strokes for whatever has the focus. */
    public BrowserPage press(CharSequence... keys) {
        front();
        new Actions(driver).sendKeys(keys).perform();
        return this;
    }

    /** A key while another is held. */
    public BrowserPage pressWith(Keys held, CharSequence key) {
        front();
        new Actions(driver).keyDown(held).sendKeys(key).keyUp(held).perform();
        return this;
    }

    /** Runs a function's body in the page; what it returns, as numbers (Long, Double), strings, lists and maps. */
    public @Nullable Object script(String body, Object... arguments) {
        return front().executeScript(body, arguments);
    }

    /** As script, but the body is that of an async function: what its promise comes to. */
    public @Nullable Object call(String body) {
        return front().executeAsyncScript("const done = arguments[arguments.length - 1];" + "(async () => {" + body
                + "})().then(done, (failure) => done(`failed: ${failure.stack}`));");
    }

    /** What a function of this body returns, which is a list, as texts. */
    public List<String> list(String body, Object... arguments) {
        Object found = script(body, arguments);
        return found instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    public boolean is(String body, Object... arguments) {
        return Boolean.TRUE.equals(script(body, arguments));
    }

    public BrowserPage await(String selector) {
        await().untilAsserted(() ->
                assertThat(shows(selector)).as("%s is seen", selector).isTrue());
        return this;
    }

    public BrowserPage awaitGone(String selector) {
        await().untilAsserted(() ->
                assertThat(shows(selector)).as("%s is seen", selector).isFalse());
        return this;
    }

    /** Until what can be seen of {@code selector} contains {@code text}. */
    public BrowserPage awaitText(String selector, String text) {
        await().untilAsserted(() -> assertThat(text(selector)).contains(text));
        return this;
    }

    /** What the console said at warning or above since it was last asked, in any window; refused loads too. */
    public List<String> complaints() {
        return front().manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** A PNG of the viewport. */
    public BrowserPage screenshot(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, front().getScreenshotAs(OutputType.BYTES));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command of the DevTools protocol. */
    public Map<String, Object> cdp(String command, Map<String, Object> parameters) {
        return front().executeCdpCommand(command, parameters);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }

    private ChromeDriver front() {
        driver.switchTo().window(window);
        return driver;
    }
}

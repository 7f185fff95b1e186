package io.roost.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * One headless Chromium for a test class, from the machine's packages; where there is none the class is skipped with
 * a word of what is missing. After each test its windows are closed.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final Browser BROWSER = new Browser();
 *
 * BrowserPage page = BROWSER.open("http://127.0.0.1:9090/");
 * page.awaitText("#connections", "15,000");
 * }</pre>
 */
public final class Browser implements ExecutionCondition, BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> DRIVERS = List.of("chromedriver");

    /** Its warnings name parts of the DevTools protocol that are not used here; kept, or the level is lost. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private @Nullable ChromeDriver driver;
    private @Nullable Path profile;
    private String firstWindow = "";

    /** A page of a window of its own, loaded; 1200 by 800 and light unless told otherwise. */
    public BrowserPage open(String url) {
        ChromeDriver chrome = driver();
        chrome.switchTo().newWindow(WindowType.WINDOW);
        return new BrowserPage(chrome).size(1_200, 800).dark(false).go(url);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing = Stream.of(
                        installed("roost.chromium", BROWSERS).isPresent() ? "" : "chromium",
                        installed("roost.chromedriver", DRIVERS).isPresent() ? "" : "chromedriver")
                .filter(name -> !name.isEmpty())
                .toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("a browser is installed");
        }
        String reason = "Skipped " + context.getDisplayName() + ": no " + String.join(" and no ", missing)
                + " on the path (Debian: apt-get install chromium chromium-driver)";
        SELENIUM.warning(reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path binary = installed("roost.chromium", BROWSERS).orElseThrow();
        Path service = installed("roost.chromedriver", DRIVERS).orElseThrow();
        SELENIUM.setLevel(Level.SEVERE);
        Path home = Files.createTempDirectory("roost-browser");
        profile = home;
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(binary.toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                // a window behind another is as awake as the one in front
                "--disable-background-timer-throttling",
                "--disable-backgrounding-occluded-windows",
                "--disable-renderer-backgrounding",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                "--user-data-dir=" + home);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(service.toFile())
                        .usingAnyFreePort()
                        .withEnvironment(Map.of("HOME", home.toString()))
                        .build(),
                options);
        firstWindow = driver.getWindowHandle();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ChromeDriver chrome = driver();
        for (String window : chrome.getWindowHandles()) {
            if (!window.equals(firstWindow)) {
                chrome.switchTo().window(window).close();
            }
        }
        chrome.switchTo().window(firstWindow);
        chrome.manage().logs().get(LogType.BROWSER);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (driver != null) {
            driver.quit();
        }
        if (profile != null) {
            try (Stream<Path> files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder()).forEach(Browser::delete);
            }
        }
    }

    private ChromeDriver driver() {
        if (driver == null) {
            throw new IllegalStateException("not started: is the field static and a @RegisterExtension?");
        }
        return driver;
    }

    /** The first of these names on the path, or what the system property says. */
    private static Optional<Path> installed(String property, List<String> names) {
        String given = System.getProperty(property);
        if (given != null) {
            return Optional.of(Path.of(given)).filter(Files::isExecutable);
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin");
        return names.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator, -1)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A dying browser may still write; what then remains is the temporary folder's to clear. */
    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException e) {
            path.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.roost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.config.ConfigException;
import io.roost.config.ConfigLoader;
import io.roost.config.ProxyProtocol;
import io.roost.config.RoostConfig;
import io.roost.config.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of {@code config} that no start without arguments reads. */
final class ShippedFilesTest {
    private static final Path PUBLIC = Path.of("config/public.yaml");

    @Test
    void containerYaml_whenChecked_thenRight() {
        assertThat(RoostCommand.run("config", "check", "--config", "config/container.yaml"))
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void publicYaml_whenLoaded_thenWithoutProblemsAndEveryLimitHolds() throws ConfigException {
        RoostConfig config = new ConfigLoader().file(PUBLIC).load();

        assertThat(config.listeners()).extracting(RoostConfig.Listener::service).containsOnly(Service.CHAT);
        assertThat(config.limits().perAddress()).isPositive();
        assertThat(config.limits().perNetwork()).isGreaterThan(config.limits().perAddress());
        assertThat(config.limits().connectRate().count()).isPositive();
        assertThat(config.chat().commandRate().count()).isPositive();
        assertThat(config.chat().registrationTimeout()).isPositive();
        assertThat(config.admin().bind().host()).isEqualTo("127.0.0.1");
        assertThat(config.drain().within())
                .isGreaterThan(config.drain().notice().plus(config.drain().over()));
    }

    /** What stands there behind a # is there to be taken, the PROXY listener in place of the plain one. */
    @Test
    void publicYaml_whenItsCommentedLinesAreTaken_thenWithoutProblems(@TempDir Path folder)
            throws IOException, ConfigException {
        String all = Files.readString(PUBLIC)
                .replace("  - {service: chat, bind: \"*:6667\"}\n", "")
                .replaceAll("(?m)^( *)# ( *)(- \\{|proxy-protocol:|trusted:|timeout:|trusted-proxies:)", "$1$2$3");

        RoostConfig config = new ConfigLoader()
                .file(Files.writeString(folder.resolve("all.yaml"), all))
                .load();

        assertThat(config.listeners())
                .extracting(RoostConfig.Listener::proxyProtocol)
                .contains(ProxyProtocol.Use.REQUIRED);
        assertThat(config.proxyProtocol().trusted()).isNotEmpty();
        assertThat(config.webSocket().trustedProxies()).isNotEmpty();
    }

    /** An option with two hyphens that a JDK does not know would stop it; -XX:+Ignore… does not cover those. */
    @Test
    void jvmOptions_whenRead_thenFormedSoThatNoJdkRefusesThem() throws IOException {
        List<String> options = Files.readAllLines(Path.of("config/jvm.options")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();

        assertThat(options).first().isEqualTo("-XX:+IgnoreUnrecognizedVMOptions");
        assertThat(options).allMatch(option -> option.matches("-(XX:|Xmn|D).+"));
    }
}

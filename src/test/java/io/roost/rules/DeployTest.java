package io.roost.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.config.ConfigException;
import io.roost.config.ConfigLoader;
import io.roost.config.RoostConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What puts Roost on a host says what Roost does there. */
final class DeployTest {
    private static final Path CONFIG = Path.of("config");
    private static final Path KUBERNETES = CONFIG.resolve("kubernetes");

    /** What a stop takes beside the drain itself. */
    private static final Duration SPARE = Duration.ofSeconds(5);

    private final Path directory;

    DeployTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void image_whenItExposesPorts_thenThoseOfItsConfiguration() throws IOException, ConfigException {
        String dockerfile = Files.readString(Path.of("Dockerfile"));

        assertThat(numbers(found(dockerfile, "(?m)^EXPOSE (.*)$"))).isEqualTo(ports(container()));
        assertThat(found(dockerfile, "(?m)^USER (.*)$")).isEqualTo("65532");
        assertThat(found(dockerfile, "(?m)^STOPSIGNAL (.*)$")).isEqualTo("SIGTERM");
    }

    @Test
    void kubernetes_whenItsConfigurationIsLoaded_thenListensAsTheImageDoes() throws IOException, ConfigException {
        assertThat(inPod().listeners()).isEqualTo(container().listeners());
        assertThat(inPod().admin().bind()).isEqualTo(container().admin().bind());
    }

    @Test
    void kubernetes_whenItNamesPorts_thenThoseOfTheConfiguration() throws IOException, ConfigException {
        Set<Integer> ofPod = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (Object port : list(roost(), "ports")) {
            ofPod.add(number(port, "containerPort"));
            names.add(text(port, "name"));
        }
        assertThat(ofPod).isEqualTo(ports(inPod()));

        List<String> targets = new ArrayList<>();
        for (Object service : documents(KUBERNETES.resolve("service.yaml"))) {
            assertThat(map(service, "spec", "selector"))
                    .isEqualTo(map(deployment(), "spec", "selector", "matchLabels"));
            list(map(service, "spec"), "ports").forEach(port -> targets.add(text(port, "targetPort")));
        }
        assertThat(targets).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void kubernetes_whenItProbes_thenWhatIsServedOnTheAdminPort() throws IOException {
        assertThat(map(roost(), "readinessProbe", "httpGet"))
                .isEqualTo(Map.of("path", "/health/ready", "port", "admin"));
        assertThat(map(roost(), "livenessProbe", "httpGet")).isEqualTo(Map.of("path", "/health/live", "port", "admin"));
    }

    @Test
    void kubernetes_whenItStopsAPod_thenWaitsForTheDrain() throws IOException, ConfigException {
        RoostConfig.Drain drain = inPod().drain();
        int graceSeconds = number(podSpec(), "terminationGracePeriodSeconds");

        assertThat(Duration.ofSeconds(graceSeconds))
                .isGreaterThanOrEqualTo(drain.within().plus(SPARE));
        int noticed = number(map(roost(), "readinessProbe"), "periodSeconds")
                * number(map(roost(), "readinessProbe"), "failureThreshold");
        assertThat(drain.notice()).as("longer than a probe needs").isGreaterThan(Duration.ofSeconds(noticed));
    }

    @Test
    void kubernetes_whenItRunsAPod_thenWithoutPrivileges() throws IOException {
        assertThat(map(podSpec(), "securityContext"))
                .containsEntry("runAsNonRoot", true)
                .containsEntry("runAsUser", 65532);
        assertThat(map(roost(), "securityContext"))
                .containsEntry("readOnlyRootFilesystem", true)
                .containsEntry("allowPrivilegeEscalation", false)
                .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
    }

    @Test
    void kubernetes_whenItMountsTheToken_thenWhereTheConfigurationLooks() throws IOException {
        String yaml = text(map(document(KUBERNETES.resolve("configmap.yaml")), "data"), "roost.yaml");
        String path = found(yaml, "token: file:(\\S+)");

        assertThat(list(roost(), "volumeMounts"))
                .anySatisfy(mount -> assertThat(path).startsWith(text(mount, "mountPath") + "/"));
    }

    @Test
    void compose_whenItPublishesPorts_thenThoseOfTheConfigurationAndAdminToThisHostAlone()
            throws IOException, ConfigException {
        List<String> published =
                list(compose(), "ports").stream().map(String::valueOf).toList();

        Set<Integer> inside = published.stream()
                .map(port -> Integer.valueOf(port.substring(port.lastIndexOf(':') + 1)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(inside).isEqualTo(ports(container()));
        assertThat(published)
                .contains("127.0.0.1:" + container().admin().bind().port() + ":"
                        + container().admin().bind().port());
    }

    @Test
    void compose_whenItRunsTheImage_thenLimitedAndUnprivilegedAndWithTheToken() throws IOException {
        assertThat(compose())
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"));
        assertThat(number(map(compose(), "ulimits", "nofile"), "hard")).isBetween(524_289, 1_048_576);
        assertThat(map(compose(), "sysctls")).containsEntry("net.core.somaxconn", "65535");
        assertThat(map(compose(), "environment"))
                .containsEntry(
                        "ROOST_ADMIN_TOKEN",
                        "file:/run/secrets/" + list(compose(), "secrets").get(0));
    }

    @Test
    void compose_whenItStopsTheContainer_thenWaitsForTheDrain() throws IOException, ConfigException {
        assertThat(Duration.parse("PT" + text(compose(), "stop_grace_period")))
                .isGreaterThanOrEqualTo(container().drain().within().plus(SPARE));
    }

    @Test
    void unit_whenItStopsOrFails_thenAsTheServerDoes() throws IOException, ConfigException {
        String unit = Files.readString(CONFIG.resolve("systemd/roost.service"));

        assertThat(Duration.ofSeconds(Integer.parseInt(found(unit, "(?m)^TimeoutStopSec=(\\d+)$"))))
                .isGreaterThanOrEqualTo(
                        new ConfigLoader().load().drain().within().plus(SPARE));
        assertThat(found(unit, "(?m)^KillSignal=(.*)$")).isEqualTo("SIGTERM");
        assertThat(found(unit, "(?m)^Restart=(.*)$"))
                .as("70, a lost loop, is a failure")
                .isEqualTo("on-failure");
        assertThat(found(unit, "(?m)^RestartPreventExitStatus=(.*)$")).isEqualTo("2");
        assertThat(Integer.parseInt(found(unit, "(?m)^LimitNOFILE=(.*)$"))).isGreaterThan(1_000_000);
    }

    private static RoostConfig container() throws ConfigException {
        return new ConfigLoader().file(CONFIG.resolve("container.yaml")).load();
    }

    private RoostConfig inPod() throws IOException, ConfigException {
        String yaml = text(map(document(KUBERNETES.resolve("configmap.yaml")), "data"), "roost.yaml");
        Path file = Files.writeString(directory.resolve("roost.yaml"), yaml);
        return new ConfigLoader()
                .file(file)
                .assignments(List.of("admin.token=0123456789abcdef"))
                .load();
    }

    private static Set<Integer> ports(RoostConfig config) {
        return Stream.concat(
                        config.listeners().stream().map(RoostConfig.Listener::bind),
                        Stream.of(config.admin().bind()))
                .map(bind -> bind.port())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Integer> numbers(String text) {
        return Stream.of(text.split(" ")).map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Object deployment() throws IOException {
        return document(KUBERNETES.resolve("deployment.yaml"));
    }

    private static Map<String, Object> podSpec() throws IOException {
        return map(deployment(), "spec", "template", "spec");
    }

    private static Object roost() throws IOException {
        return list(podSpec(), "containers").get(0);
    }

    private static Map<String, Object> compose() throws IOException {
        return map(document(CONFIG.resolve("compose.yaml")), "services", "roost");
    }

    private static Object document(Path file) throws IOException {
        return documents(file).get(0);
    }

    private static List<Object> documents(Path file) throws IOException {
        List<Object> documents = new ArrayList<>();
        new Yaml().loadAll(Files.readString(file)).forEach(documents::add);
        return documents;
    }

    @SuppressWarnings("unchecked") // what YAML's mappings are
    private static Map<String, Object> map(Object from, String... path) {
        Object at = from;
        for (String key : path) {
            at = Objects.requireNonNull(((Map<String, Object>) at).get(key), key);
        }
        return (Map<String, Object>) at;
    }

    private static List<?> list(Object from, String key) {
        return (List<?>) Objects.requireNonNull(map(from).get(key), key);
    }

    private static String text(Object from, String key) {
        return String.valueOf(map(from).get(key));
    }

    private static int number(Object from, String key) {
        return (Integer) Objects.requireNonNull(map(from).get(key), key);
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}

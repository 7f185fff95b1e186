package io.roost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrescriptionTest {
    private static final Plan MILLION = Plan.of(1_000_000, Role.SERVER);

    @Test
    void sysctl_whenForAMillion_thenTheShippedFile() throws IOException {
        assertThat(Files.readString(Path.of("config/sysctl.d/99-roost.conf")))
                .isEqualTo(Prescription.SYSCTL.text(MILLION));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void sysctl_whenNoGenerator_thenItsSettingsAreCommentedOut(Role role) {
        assertThat(Prescription.SYSCTL.text(Plan.of(1_000, role)).lines())
                .contains((role == Role.SERVER ? "# " : "") + "net.ipv4.ip_local_port_range = 1024 65535");
    }

    @Test
    void sysctl_whenAnotherTarget_thenItsValues() {
        assertThat(Prescription.SYSCTL.text(Plan.of(2_000_000, Role.SERVER)).lines())
                .contains("fs.nr_open = 5000000", "fs.file-max = 5000000", "-net.netfilter.nf_conntrack_max = 4194304");
    }

    @Test
    void systemd_whenForAMillion_thenAsInTheShippedUnit() throws IOException {
        assertThat(Files.readAllLines(Path.of("config/systemd/roost.service")))
                .containsAll(Prescription.SYSTEMD
                        .text(MILLION)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .toList());
    }

    @Test
    void docker_whenForAMillion_thenFlagsAndComposeSayTheSame() throws IOException {
        String text = Prescription.DOCKER.text(MILLION);

        JsonNode roost = new YAMLMapper()
                .readTree(text.substring(text.indexOf("services:")))
                .at("/services/roost");
        assertThat(text).contains("docker run --network host --ulimit nofile=1100000:1100000 --pids-limit -1 roost");
        assertThat(roost.at("/ulimits/nofile/hard").asInt()).isEqualTo(1_100_000);
        assertThat(roost.at("/ulimits/nofile/soft").asInt()).isEqualTo(1_100_000);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void k8s_whenParsed_thenAPodWithTheSysctls(Role role) throws IOException {
        JsonNode pod = new YAMLMapper().readTree(Prescription.K8S.text(Plan.of(1_000_000, role)));

        assertThat(pod.at("/spec/securityContext/sysctls").findValuesAsText("name"))
                .startsWith("net.core.somaxconn", "net.ipv4.tcp_max_syn_backlog")
                .hasSize(role == Role.SERVER ? 2 : 3);
        assertThat(pod.at("/spec/containers/0/resources/limits/memory").asText())
                .matches("[0-9]+Mi");
    }
}

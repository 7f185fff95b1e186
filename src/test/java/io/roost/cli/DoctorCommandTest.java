package io.roost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.roost.doctor.Plan;
import io.roost.doctor.Prescription;
import io.roost.doctor.Role;
import io.roost.doctor.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DoctorCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({"FAIL, 4", "WARN, 1", "UNKNOWN, 0", "OK, 0", "SKIPPED, 0"})
    void exitCode_whenWorst_thenAsDocumented(Status worst, int code) {
        assertThat(DoctorCommand.exitCode(worst)).isEqualTo(code);
    }

    @Test
    void run_whenTheTargetIsBeyondAnyHost_thenFailsWithTheTable() {
        assertThat(run("doctor", "--target", "1000m")).isEqualTo(ExitCode.LIMIT);

        assertThat(out.toString()).startsWith("This host can hold ").contains("FAIL     ", "fix: ");
    }

    @Test
    void run_whenJson_thenOneObjectWithAllChecks() throws IOException {
        int code = run("doctor", "--json", "--role", "both", "--target", "1000m");

        JsonNode json = JsonMapper.builder().build().readTree(out.toString());
        assertThat(code).isEqualTo(ExitCode.LIMIT);
        assertThat(json.path("target").asLong()).isEqualTo(1_000_000_000);
        assertThat(json.path("role").asText()).isEqualTo("both");
        assertThat(json.path("status").asText()).isEqualTo("fail");
        assertThat(json.path("capacity").isNumber()).isTrue();
        assertThat(json.path("limitedBy").asText()).isNotEmpty();
        assertThat(json.path("findings")).hasSizeGreaterThan(20);
        assertThat(json.at("/findings/0/status").asText()).isEqualTo("fail");
        assertThat(json.at("/findings/0/fixes").isEmpty()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Prescription.class)
    void run_whenPrintFix_thenOnlyTheText(Prescription prescription) {
        String name = prescription.name().toLowerCase(java.util.Locale.ROOT);

        assertThat(run("doctor", "--print-fix", name, "--target", "500k")).isEqualTo(ExitCode.OK);

        assertThat(out.toString()).isEqualTo(prescription.text(Plan.of(500_000, Role.SERVER)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "1x", "1.5m", "", "m", "1001m", "99999999999"})
    void run_whenTheTargetIsWrong_thenUsageAndTheSentence(String target) {
        assertThat(run("doctor", "--target", target)).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString())
                .contains("'--target': '" + target
                        + "' (expected: 1 to 1000000000 connections, such as 1000000, 500k or 1m)");
    }

    @Test
    void run_whenTheRoleIsWrong_thenUsage() {
        assertThat(run("doctor", "--role", "client")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("'--role'", "but was 'client'");
    }

    @Test
    void run_whenJsonAndPrintFix_thenUsage() {
        assertThat(run("doctor", "--json", "--print-fix", "sysctl")).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "20000, 20000", "500k, 500000", "1m, 1000000", "2M, 2000000", "1000m, 1000000000"})
    void convert_whenANumberWithAUnit_thenItsValue(String text, long value) {
        assertThat(new ConnectionCount().convert(text)).isEqualTo(value);
    }

    private int run(String... args) {
        return new CommandLine(new RoostCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }
}

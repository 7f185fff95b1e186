package io.roost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private static final Plan SERVER = Plan.of(1_000, Role.SERVER);

    @Test
    void headline_whenSeveralBounds_thenTheNarrowest() {
        Diagnosis diagnosis = new Diagnosis(
                SERVER,
                List.of(
                        Finding.ok("memory", "", "").bounding(5_000),
                        Finding.ok("open files", "", "").bounding(3_000),
                        Finding.ok("NUMA", "", "")));

        assertThat(diagnosis.headline()).isEqualTo("This host can hold 3,000 connections now, limited by open files");
    }

    @Test
    void headline_whenNothingBounds_thenUnknown() {
        Diagnosis diagnosis = new Diagnosis(SERVER, List.of(Finding.unknown("open files", "no /proc/self/limits")));

        assertThat(diagnosis.capacity()).isEmpty();
        assertThat(diagnosis.limitedBy()).isEmpty();
        assertThat(diagnosis.headline()).startsWith("How many connections this host can hold is unknown");
    }

    @Test
    void bounding_whenMoreIsInUseThanAllowed_thenNone() {
        assertThat(Finding.ok("memory", "", "").bounding(-5).mostConnections()).hasValue(0);
    }
}

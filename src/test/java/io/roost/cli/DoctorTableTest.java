package io.roost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.doctor.Diagnosis;
import io.roost.doctor.Finding;
import io.roost.doctor.Plan;
import io.roost.doctor.Role;
import io.roost.doctor.Status;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTableTest {
    private static final Diagnosis DIAGNOSIS = new Diagnosis(
            Plan.of(1_000_000, Role.SERVER),
            List.of(
                    new Finding(
                            "open files",
                            Status.FAIL,
                            "20,000",
                            "1,010,000",
                            "EMFILE from accept",
                            List.of("LimitNOFILE=1100000", "ulimit -n 1100000"),
                            OptionalLong.of(19_944)),
                    new Finding(
                            "orphans",
                            Status.WARN,
                            "a value that goes on for longer than half of what there is",
                            "a need that goes on for longer than the other half of it",
                            "a symptom that is told at such a length that it has to be broken at eighty columns",
                            List.of("a fix that is told at such a length that it has to be broken at eighty columns"),
                            OptionalLong.empty()),
                    new Finding(
                            "NUMA",
                            Status.OK,
                            "1 node",
                            "a note that goes on and on, for longer than any terminal is wide, so that it is cut off",
                            "",
                            List.of(),
                            OptionalLong.empty())));

    @Test
    void text_whenNotATerminal_thenHeadlineAndAlignedRows() {
        assertThat(new DoctorTable(new Terminal(80, false)).text(DIAGNOSIS)).isEqualTo("""
                        This host can hold 19,944 connections now, limited by open files.
                        For 1,000,000, role server: 1 failed, 1 to heed, 1 ok, 0 unknown, 0 not concerned.

                        STATUS   CHECK       CURRENT                       NEED
                        FAIL     open files  20,000                        1,010,000
                                 EMFILE from accept
                                 fix: LimitNOFILE=1100000
                                  or: ulimit -n 1100000
                        WARN     orphans     a value that goes on for      a need that goes on for
                                             longer than half of what      longer than the other half of
                                             there is                      it
                                 a symptom that is told at such a length that it has to be broken at
                                 eighty columns
                                 fix: a fix that is told at such a length that it has to be broken at
                                      eighty columns
                        OK       NUMA        1 node                        a note that goes on and on...
                        """);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 120, 140})
    void text_whenColumns_thenNoRowIsWider(int columns) {
        String rows =
                new DoctorTable(new Terminal(columns, false)).text(DIAGNOSIS).split("\n\n", 2)[1];

        assertThat(rows.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    }

    @Test
    void text_whenColours_thenTheSameTextBetweenThem() {
        String coloured = new DoctorTable(new Terminal(80, true)).text(DIAGNOSIS);

        assertThat(coloured).contains("\u001b[1;31mFAIL   \u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(new DoctorTable(new Terminal(80, false)).text(DIAGNOSIS));
    }
}

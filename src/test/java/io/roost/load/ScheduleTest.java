package io.roost.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    @Test
    void dueNanos_whenInOrder_thenEvenlySpacedAndKnownInAdvance() {
        Schedule schedule = new Schedule(3, 1_000, false);
        schedule.startAt(500);
        for (int message = 0; message < 10; message++) {
            assertThat(schedule.connection()).isEqualTo(message % 3);
            assertThat(schedule.dueNanos()).isEqualTo(500 + message * 1_000_000L);
            assertThat(schedule.dueNanos(message % 3, message / 3)).isEqualTo(schedule.dueNanos());
            schedule.advance();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 19, 20, 21, 400, 1_003})
    void connection_whenShuffled_thenEachRoundVisitsAllOnce(int connections) {
        Schedule schedule = new Schedule(connections, 1_000, true);
        schedule.startAt(0);
        for (int round = 0; round < 3; round++) {
            Set<Integer> visited = new HashSet<>();
            for (int i = 0; i < connections; i++) {
                visited.add(schedule.connection());
                schedule.advance();
            }
            assertThat(visited).hasSize(connections);
        }
    }

    @Test
    void connection_whenShuffled_thenItsTurnMovesByATwentiethAtMost() {
        int connections = 1_000;
        Schedule schedule = new Schedule(connections, 1_000, true);
        schedule.startAt(0);
        long[] last = new long[connections];
        long most = 0;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5 * connections; i++) {
            int connection = schedule.connection();
            if (i >= connections) {
                most = Math.max(most, i - last[connection]);
                least = Math.min(least, i - last[connection]);
            }
            last[connection] = i;
            schedule.advance();
        }
        assertThat(most).isBetween(1_001L, 1_050L);
        assertThat(least).isBetween(950L, 999L);
    }
}

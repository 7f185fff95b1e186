package io.roost.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.toxic.NamedToxic;
import io.roost.toxic.Toxic;
import io.roost.toxic.ToxicStream;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DrawsTest {
    private static final int CONNECTIONS = 100_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.2, 0.5, 0.9})
    void hit_whenThereAreMany_thenTheShareIsTheToxicity(double toxicity) {
        double deviation = Math.sqrt(CONNECTIONS * toxicity * (1 - toxicity));

        assertThat((double) hits(7, toxic(1, toxicity)).size())
                .isBetween(CONNECTIONS * toxicity - 4 * deviation, CONNECTIONS * toxicity + 4 * deviation);
    }

    @Test
    void hit_whenTheToxicityIsNothingOrAll_thenExactlyThat() {
        assertThat(hits(7, toxic(1, 0))).isEmpty();
        assertThat(hits(7, toxic(1, 1))).hasSize(CONNECTIONS);
    }

    @Test
    void hit_whenTheSeedIsTheSame_thenTheSameConnections() {
        assertThat(hits(7, toxic(1, 0.3))).isEqualTo(hits(7, toxic(1, 0.3))).isNotEqualTo(hits(8, toxic(1, 0.3)));
    }

    @Test
    void hit_whenThereAreTwoToxics_thenTheyAreDrawnForApart() {
        List<Long> one = hits(7, toxic(1, 0.5));
        long both = hits(7, toxic(2, 0.5)).stream()
                .filter(new java.util.HashSet<>(one)::contains)
                .count();

        assertThat((double) both).isBetween(0.24 * CONNECTIONS, 0.26 * CONNECTIONS);
    }

    @Test
    void hit_whenTheToxicityRises_thenThoseThatWereHitStayHit() {
        assertThat(hits(7, toxic(1, 0.4))).containsAll(hits(7, toxic(1, 0.2)));
    }

    private static List<Long> hits(long seed, ActiveToxic toxic) {
        Draws draws = new Draws(seed);
        return LongStream.range(0, CONNECTIONS)
                .filter(each -> draws.hit(each, toxic))
                .boxed()
                .toList();
    }

    private static ActiveToxic toxic(int id, double toxicity) {
        return new ActiveToxic(id, 0, new NamedToxic("x", ToxicStream.DOWNSTREAM, toxicity, new Toxic.LimitData(1)));
    }
}

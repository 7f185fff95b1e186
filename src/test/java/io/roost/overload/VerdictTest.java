package io.roost.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static final Bounds BOUNDS = new Bounds(Duration.ofMillis(100), 90, 80);
    private static final Load CALM = load(0, 0.1, 0.1);
    private static final Load LAGS = load(101, 0.1, 0.1);

    /** Neither over the bound nor clear of it. */
    private static final Load EASES = load(60, 0.1, 0.1);

    private final Verdict verdict = new Verdict(BOUNDS);

    @ParameterizedTest
    @CsvSource({"100,0,0", "0,0.9,0", "0,0,0.8"})
    void load_whenOverAnyBoundTwice_thenNewOnesAreRefused(long lagMs, double heap, double direct) {
        assertThat(levels(load(lagMs, heap, direct), 2)).containsExactly(Level.CALM, Level.REFUSING);
    }

    @ParameterizedTest
    @CsvSource({"99,0,0", "0,0.89,0", "0,0,0.79"})
    void load_whenWithinTheBounds_thenNothingIsDone(long lagMs, double heap, double direct) {
        assertThat(levels(load(lagMs, heap, direct), 20)).containsOnly(Level.CALM);
    }

    @Test
    void load_whenOverABoundOnceInAWhile_thenNothingIsDone() {
        for (int i = 0; i < 10; i++) {
            assertThat(verdict.on(LAGS)).isEqualTo(Level.CALM);
            assertThat(verdict.on(CALM)).isEqualTo(Level.CALM);
        }
    }

    @Test
    void load_whenRefusingDoesNotHelp_thenHeavySendersAreSlowedToo() {
        assertThat(levels(LAGS, 7))
                .containsExactly(
                        Level.CALM,
                        Level.REFUSING,
                        Level.REFUSING,
                        Level.REFUSING,
                        Level.REFUSING,
                        Level.SLOWING,
                        Level.SLOWING);
    }

    @Test
    void load_whenItFallsALittle_thenTheLevelStays() {
        levels(LAGS, 6);

        assertThat(levels(EASES, 100)).containsOnly(Level.SLOWING);
    }

    @Test
    void load_whenItIsGone_thenOneLevelAfterTheOther() {
        levels(LAGS, 6);

        assertThat(levels(CALM, Verdict.TO_EASE)).last().isEqualTo(Level.REFUSING);
        assertThat(levels(CALM, Verdict.TO_EASE)).last().isEqualTo(Level.CALM);
    }

    @Test
    void load_whenNothingIsBounded_thenNothingIsEverDone() {
        Verdict unbounded = new Verdict(new Bounds(Duration.ZERO, 0, 0));

        for (int i = 0; i < 20; i++) {
            assertThat(unbounded.on(load(1_000_000, 1, 1))).isEqualTo(Level.CALM);
        }
    }

    private List<Level> levels(Load load, int ticks) {
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < ticks; i++) {
            levels.add(verdict.on(load));
        }
        return levels;
    }

    private static Load load(long lagMs, double heap, double direct) {
        return new Load(lagMs * 1_000_000, "worker-0", heap, direct);
    }
}

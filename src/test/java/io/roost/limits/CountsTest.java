package io.roost.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CountsTest {
    private static final int MOST = 3;

    /** Few keys, so that they meet; in one table, so that it grows, shrinks and closes up. */
    @Property(tries = 500)
    void table_whenKeysComeAndGo_thenAsAMapOfNumbers(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int keys) {
        Random random = new Random(seed);
        CountTable table = new CountTable();
        Map<Long, Integer> model = new HashMap<>();
        for (int step = 0; step < 2_000; step++) {
            long key = random.nextInt(keys) * 0x1_0000_0001L;
            if (random.nextInt(100) < 40 + 20 * (step / 500 % 2)) {
                int before = model.getOrDefault(key, 0);
                assertThat(table.add(key, MOST)).isEqualTo(before < MOST);
                model.put(key, Math.min(MOST, before + 1));
            } else {
                table.remove(key);
                model.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
            }
            model.values().removeIf(count -> count == 0);
            assertThat(table.size()).isEqualTo(model.size());
        }
        for (long i = 0; i < keys; i++) {
            long key = i * 0x1_0000_0001L;
            assertThat(table.count(key)).isEqualTo(model.getOrDefault(key, 0));
        }
    }

    @Test
    void table_whenAllHaveGone_thenSmallAgain() {
        CountTable table = new CountTable();
        for (int key = 0; key < 100_000; key++) {
            assertThat(table.add(key, 1)).isTrue();
        }
        assertThat(table.slots()).isEqualTo(262_144);

        for (int key = 0; key < 100_000; key++) {
            table.remove(key);
        }

        assertThat(table.size()).isZero();
        assertThat(table.slots()).isEqualTo(16);
    }

    @Test
    void counts_whenManyThreadsCountTheSameKeys_thenNoneIsLostAndNoneIsOverItsLimit() throws Exception {
        int threads = 4;
        int keys = 50;
        int most = 5;
        Counts counts = new Counts();
        AtomicInteger[] held = new AtomicInteger[keys];
        for (int i = 0; i < keys; i++) {
            held[i] = new AtomicInteger();
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Random random = new Random(thread);
                ends.add(pool.submit(() -> {
                    int[] own = new int[keys];
                    for (int step = 0; step < 200_000; step++) {
                        int key = random.nextInt(keys);
                        if (own[key] > 0 && random.nextBoolean()) {
                            held[key].decrementAndGet();
                            own[key]--;
                            counts.remove(key);
                        } else if (counts.add(key, most)) {
                            own[key]++;
                            assertThat(held[key].incrementAndGet()).isLessThanOrEqualTo(most);
                        }
                    }
                    for (int key = 0; key < keys; key++) {
                        for (; own[key] > 0; own[key]--) {
                            held[key].decrementAndGet();
                            counts.remove(key);
                        }
                    }
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(counts.size()).isZero();
    }
}

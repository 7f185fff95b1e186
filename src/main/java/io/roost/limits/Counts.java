package io.roost.limits;

import java.util.stream.Stream;

/**
 * How often each key is there, in tables with a lock each: those who come and those who leave meet at one of them only when
 * their keys do.
 *
 * <p><b>Threading:</b> any; a call holds one lock for some ten nanoseconds, but for the few in which a table grows.
 */
final class Counts {
    private static final int STRIPES = 64;

    private final CountTable[] tables =
            Stream.generate(CountTable::new).limit(STRIPES).toArray(CountTable[]::new);

    /** Once more, unless it is there so often by now; whether it is. */
    boolean add(long key, int most) {
        return tableOf(key).add(key, most);
    }

    void remove(long key) {
        tableOf(key).remove(key);
    }

    int count(long key) {
        return tableOf(key).count(key);
    }

    /** Different keys. */
    int size() {
        int sum = 0;
        for (CountTable table : tables) {
            sum += table.size();
        }
        return sum;
    }

    private CountTable tableOf(long key) {
        return tables[Hash.stripeOf(key, STRIPES)];
    }
}

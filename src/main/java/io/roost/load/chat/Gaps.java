package io.roost.load.chat;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sequence numbers that a member was to have before one that it got: they tell a late message from a doubled one. Empty with an
 * honest server, so that it costs nothing there.
 */
final class Gaps {
    /** A server that loses more than these ranges is known to lose: later ones are not told apart. */
    private static final int MOST_RANGES = 1 << 20;

    /** By cell, the first and the last number of each range. */
    private final Map<Integer, TreeMap<Integer, Integer>> ranges = new HashMap<>();

    private int count;

    /** The numbers from {@code first} to before {@code end} did not come. */
    void open(int cell, int first, int end) {
        if (count < MOST_RANGES) {
            ranges.computeIfAbsent(cell, unused -> new TreeMap<>()).put(first, end - 1);
            count++;
        }
    }

    /** Whether the number was missing until now; it no longer is. */
    boolean fill(int cell, int number) {
        TreeMap<Integer, Integer> ofCell = ranges.get(cell);
        Map.Entry<Integer, Integer> range = ofCell == null ? null : ofCell.floorEntry(number);
        if (ofCell == null || range == null || range.getValue() < number) {
            return false;
        }
        ofCell.remove(range.getKey());
        count--;
        if (range.getKey() < number) {
            open(cell, range.getKey(), number);
        }
        if (number < range.getValue()) {
            open(cell, number + 1, range.getValue() + 1);
        }
        return true;
    }
}

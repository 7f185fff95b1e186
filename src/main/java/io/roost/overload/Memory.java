package io.roost.overload;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How full the memory is. Of the heap counts what the last collection left in its old generation, since what is used
 * between two collections may be garbage; of direct memory what Netty has taken, if half of that is in use.
 *
 * <p><b>Threading:</b> one thread.
 */
final class Memory {
    /** A collection this old says nothing of now, when many have gone since. */
    static final long STALE_NANOS = 60_000_000_000L;

    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
            .filter(pool -> !pool.getName().matches(".*(Eden|Survivor|Young).*"))
            .toList();
    private final LongSupplier nanoClock;
    private long usedThen = -1;
    private long changedNanos;

    Memory(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** 0 to 1; 0 before the first collection. */
    double heap() {
        long used = 0;
        double fullest = 0;
        for (MemoryPoolMXBean pool : pools) {
            MemoryUsage left = pool.getCollectionUsage();
            if (left != null) {
                long most =
                        left.getMax() > 0 ? left.getMax() : Runtime.getRuntime().maxMemory();
                used += left.getUsed();
                fullest = Math.max(fullest, (double) left.getUsed() / most);
            }
        }
        if (used != usedThen) {
            usedThen = used;
            changedNanos = nanoClock.getAsLong();
        }
        return fullest;
    }

    /** Whether the heap's figure is so old that it may well be wrong. */
    boolean isHeapStale() {
        return nanoClock.getAsLong() - changedNanos > STALE_NANOS;
    }

    /** Collects, so that the figure is of now. */
    void refreshHeap() {
        changedNanos = nanoClock.getAsLong();
        System.gc();
    }

    /** 0 to 1. */
    double direct() {
        long used = PlatformDependent.usedDirectMemory();
        if (used < 0) { // where Netty does not count
            used = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
        }
        double share = (double) used / PlatformDependent.maxDirectMemory();
        boolean isPooled = PooledByteBufAllocator.DEFAULT.metric().numDirectArenas() > 0;
        boolean isMostlyFree =
                share > 0.5 && isPooled && PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() < used / 2;
        return isMostlyFree ? share / 2 : share;
    }
}

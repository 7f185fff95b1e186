package io.roost.dashboard;

import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads what the JVM and the kernel say of this process's memory. */
final class MemoryWatch {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();

    MemorySample sample() {
        MemoryUsage heap = memory.getHeapMemoryUsage();
        long collections = 0;
        long collectionMs = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            collections += Math.max(0, collector.getCollectionCount());
            collectionMs += Math.max(0, collector.getCollectionTime());
        }
        return new MemorySample(
                residentBytes(),
                heap.getUsed(),
                Math.max(0, heap.getMax()),
                PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory(),
                collections,
                collectionMs);
    }

    /** {@code VmRSS:    123456 kB}, proc(5). */
    private static long residentBytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(RESIDENT)) {
                    return Long.parseLong(line.replaceAll("\\D", "")) << 10;
                }
            }
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
        return 0;
    }
}

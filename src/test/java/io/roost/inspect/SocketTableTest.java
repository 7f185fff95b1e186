package io.roost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class SocketTableTest {
    @Test
    void kindOf_whenManySocketsWereAdded_thenEachIsFoundAndNoOther() {
        SocketTable sockets = new SocketTable();
        for (int inode = 1; inode < 20_000; inode += 2) {
            sockets.put(inode, inode % 3 == 0 ? DescriptorKind.LISTEN : DescriptorKind.ESTABLISHED);
        }

        assertThat(sockets.size()).isEqualTo(10_000);
        for (int inode = 1; inode < 20_000; inode += 2) {
            assertThat(sockets.kindOf(inode))
                    .isEqualTo(inode % 3 == 0 ? DescriptorKind.LISTEN : DescriptorKind.ESTABLISHED);
            assertThat(sockets.kindOf(inode + 1)).isNull();
        }
    }

    @Test
    void put_whenInodeIsKnown_thenLastKindHolds() {
        SocketTable sockets = new SocketTable();
        sockets.put(7, DescriptorKind.ESTABLISHED);
        sockets.put(7, DescriptorKind.CLOSE_WAIT);

        assertThat(sockets.size()).isEqualTo(1);
        assertThat(sockets.kindOf(7)).isEqualTo(DescriptorKind.CLOSE_WAIT);
    }

    @Test
    void put_whenHalfAMillionSockets_thenTakesNineBytesASlotAndTheOldTablesWhileGrowing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        SocketTable sockets = new SocketTable();

        long before = threads.getThreadAllocatedBytes(thread);
        for (int inode = 1; inode <= 500_000; inode++) {
            sockets.put(inode, DescriptorKind.ESTABLISHED);
        }
        long allocatedBytes = threads.getThreadAllocatedBytes(thread) - before;

        assertThat(allocatedBytes).isLessThan(2L * 9 * 1024 * 1024 + 64 * 1024);
    }
}

package io.roost.inspect;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kind of every socket of a network namespace by its inode: nine bytes a slot in open addressing, at most two
 * thirds full, because two million entries of a HashMap would take some hundred megabytes.
 */
final class SocketTable {
    private static final DescriptorKind[] KINDS = DescriptorKind.values();

    private static final int INITIAL_SLOTS = 1024;

    /** 2^64 divided by the golden ratio: consecutive inodes land far apart. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] inodes = new long[INITIAL_SLOTS];

    /** The kind's ordinal plus one; 0 is a free slot. */
    private byte[] kinds = new byte[INITIAL_SLOTS];

    private int size;

    private final Map<Long, String> listenAddresses = new HashMap<>();

    @SuppressWarnings("EnumOrdinal") // in memory only, and a byte is the point
    void put(long inode, DescriptorKind kind) {
        if ((size + 1L) * 3 > inodes.length * 2L) {
            grow();
        }
        int slot = slotOf(inode);
        size += kinds[slot] == 0 ? 1 : 0;
        inodes[slot] = inode;
        kinds[slot] = (byte) (kind.ordinal() + 1);
    }

    @Nullable
    DescriptorKind kindOf(long inode) {
        byte kind = kinds[slotOf(inode)];
        return kind == 0 ? null : KINDS[kind - 1];
    }

    /** Only listening sockets have their address kept: they are few. */
    void putListenAddress(long inode, String address) {
        listenAddresses.put(inode, address);
    }

    @Nullable
    String listenAddressOf(long inode) {
        return listenAddresses.get(inode);
    }

    int size() {
        return size;
    }

    private int slotOf(long inode) {
        int mask = inodes.length - 1;
        int slot = (int) ((inode * SPREAD) >>> 33) & mask;
        while (kinds[slot] != 0 && inodes[slot] != inode) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldInodes = inodes;
        byte[] oldKinds = kinds;
        inodes = new long[oldInodes.length * 2];
        kinds = new byte[oldKinds.length * 2];
        for (int i = 0; i < oldKinds.length; i++) {
            if (oldKinds[i] != 0) {
                int slot = slotOf(oldInodes[i]);
                inodes[slot] = oldInodes[i];
                kinds[slot] = oldKinds[i];
            }
        }
    }
}

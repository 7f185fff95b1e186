package io.roost.limits;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Blocks of addresses, asked for each connection: no more than a few comparisons of numbers. Immutable; any thread. */
public final class Networks {
    /** No address at all. */
    public static final Networks NONE = new Networks(List.of());

    private static final int IPV4_BITS = 96;

    private final List<Block> blocks;

    private Networks(List<Block> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    /** These and the block of all addresses that share {@code bits} bits with {@code first}. */
    public Networks and(InetAddress first, int bits) {
        Address address = Address.of(first);
        int all = first.getAddress().length == Integer.BYTES ? IPV4_BITS + bits : bits;
        List<Block> more = new ArrayList<>(blocks);
        more.add(Block.of(address, all));
        return new Networks(more);
    }

    /** Whether the address is in one of them. */
    public boolean contains(Address address) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).contains(address)) {
                return true;
            }
        }
        return false;
    }

    private record Block(Address first, long highMask, long lowMask) {
        /** {@code bits} of 128. */
        static Block of(Address first, int bits) {
            return new Block(first, mask(Math.min(bits, Long.SIZE)), mask(Math.max(0, bits - Long.SIZE)));
        }

        boolean contains(Address address) {
            return ((address.high() ^ first.high()) & highMask) == 0 && ((address.low() ^ first.low()) & lowMask) == 0;
        }

        private static long mask(int bits) {
            return bits == 0 ? 0 : -1L << (Long.SIZE - bits);
        }
    }
}

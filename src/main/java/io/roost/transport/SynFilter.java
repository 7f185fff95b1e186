package io.roost.transport;

import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the kernel throw away each packet that begins a handshake with a listening socket, and no other, by a classic BPF
 * program (socket(7), SO_ATTACH_FILTER), which needs no privilege. It sees a packet from its TCP header on.
 */
final class SynFilter {
    private static final Logger log = LoggerFactory.getLogger(SynFilter.class);

    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;

    /** Of {@code struct sock_fprog} on 64 bits: how many instructions, padding, where they are. */
    private static final int HEAD_BYTES = 16;

    private static final int SYN = 0x02;
    private static final int ACK = 0x10;
    private static final int FLAGS_AT = 13;

    /** Code, jump if true, jump if false, operand: linux/filter.h. */
    private static final int[][] PROGRAM = {
        {0x30, 0, 0, FLAGS_AT}, // load a byte
        {0x54, 0, 0, SYN | ACK}, // and
        {0x15, 0, 1, SYN}, // equal?
        {0x06, 0, 0, 0}, // return: nothing is left of it
        {0x06, 0, 0, -1}, // return: all of it
    };

    private SynFilter() {}

    /** Where the kernel refuses it, a connection that comes at the very last moment may be reset. */
    static void attachTo(Socket listener) {
        ByteBuffer memory = Buffer.allocateDirectWithNativeOrder(HEAD_BYTES + PROGRAM.length * Long.BYTES);
        try {
            memory.putShort(0, (short) PROGRAM.length);
            memory.putLong(8, Buffer.memoryAddress(memory) + HEAD_BYTES);
            for (int i = 0; i < PROGRAM.length; i++) {
                int at = HEAD_BYTES + i * Long.BYTES;
                memory.putShort(at, (short) PROGRAM[i][0])
                        .put(at + 2, (byte) PROGRAM[i][1])
                        .put(at + 3, (byte) PROGRAM[i][2])
                        .putInt(at + 4, PROGRAM[i][3]);
            }
            memory.limit(HEAD_BYTES);
            listener.setRawOpt(SOL_SOCKET, SO_ATTACH_FILTER, memory);
        } catch (IOException e) {
            log.debug("no filter for the handshakes of a listener that closes: {}", e.toString());
        } finally {
            Buffer.free(memory);
        }
    }
}

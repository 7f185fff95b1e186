package io.roost.chat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.roost.irc.wire.Line;
import java.util.Arrays;

/**
 * A line in each dialect that some receiver speaks, written once for all of them.
 *
 * <p><b>Threading:</b> one lane. <b>Ownership:</b> of the buffers, until {@link #release}.
 */
final class FormedLine {
    private final Line line;
    private Dialect[] dialects = new Dialect[2];
    private ByteBuf[] buffers = new ByteBuf[2];
    private int count;

    FormedLine(Line line) {
        this.line = line;
    }

    /** Its bytes for receivers of this dialect, none if they are not to get it. Stays this object's. */
    ByteBuf as(Dialect dialect) {
        for (int i = 0; i < count; i++) {
            if (dialects[i] == dialect) {
                return buffers[i];
            }
        }
        if (count == dialects.length) {
            dialects = Arrays.copyOf(dialects, 2 * count);
            buffers = Arrays.copyOf(buffers, 2 * count);
        }
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(MemberGroup.LEAST_BYTES);
        dialects[count] = dialect;
        buffers[count++] = buffer;
        dialect.write(line, buffer);
        return buffer;
    }

    void release() {
        for (int i = 0; i < count; i++) {
            buffers[i].release();
        }
    }
}

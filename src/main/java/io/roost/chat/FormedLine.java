package io.roost.chat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.roost.irc.wire.Line;
import java.util.Arrays;

/**
 * A line in each form that some receiver has, encoded once for all receivers of a form.
 *
 * <p><b>Threading:</b> one lane. <b>Ownership:</b> of the buffers, until {@link #release}.
 */
final class FormedLine {
    private final Line line;
    private int[] forms = new int[2];
    private ByteBuf[] buffers = new ByteBuf[2];
    private int count;

    FormedLine(Line line) {
        this.line = line;
    }

    /** Its bytes for receivers of this form, none if they are not to get it. Stays this object's. */
    ByteBuf as(int form) {
        for (int i = 0; i < count; i++) {
            if (forms[i] == form) {
                return buffers[i];
            }
        }
        if (count == forms.length) {
            forms = Arrays.copyOf(forms, 2 * count);
            buffers = Arrays.copyOf(buffers, 2 * count);
        }
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(MemberGroup.LEAST_BYTES);
        forms[count] = form;
        buffers[count++] = buffer;
        line.writeTo(buffer, form);
        return buffer;
    }

    void release() {
        for (int i = 0; i < count; i++) {
            buffers[i].release();
        }
    }
}

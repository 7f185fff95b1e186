package io.roost.chat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.roost.irc.wire.Line;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The members of a channel on one lane who speak one dialect, and the lines that they are still to
 * get. Each member gets one slice of them; where it begins is kept in its {@link Membership}.
 *
 * <p><b>Threading:</b> its lane. <b>Ownership:</b> of the buffer, from the first line of a batch to its end.
 */
final class MemberGroup {
    /** Little, since a member that reads slowly may keep it for a single line. */
    static final int LEAST_BYTES = 256;

    final LaneChannel channel;
    final Dialect dialect;
    private @Nullable Membership[] members = new Membership[1];
    private int size;
    private @Nullable ByteBuf batch;

    MemberGroup(LaneChannel channel, Dialect dialect) {
        this.channel = channel;
        this.dialect = dialect;
    }

    int size() {
        return size;
    }

    @Nullable
    Membership member(int number) {
        return members[number];
    }

    void add(Membership member) {
        if (size == members.length) {
            members = Arrays.copyOf(members, 2 * size);
        }
        members[size] = member;
        member.group = this;
        member.groupIndex = size++;
        member.handedTo = batchBytes();
    }

    void remove(Membership member) {
        Membership last = Objects.requireNonNull(members[--size]);
        members[member.groupIndex] = last;
        last.groupIndex = member.groupIndex;
        members[size] = null;
        member.group = null;
        if (size < members.length / 4) {
            members = Arrays.copyOf(members, members.length / 2);
        }
    }

    /** Adds a line for all members. */
    void append(Line line) {
        ByteBuf buffer = batch;
        if (buffer == null) {
            buffer = PooledByteBufAllocator.DEFAULT.directBuffer(LEAST_BYTES);
            batch = buffer;
        }
        int end = buffer.writerIndex();
        try {
            dialect.write(line, buffer);
        } catch (RuntimeException | OutOfMemoryError e) {
            buffer.writerIndex(end); // no half lines
            throw e;
        }
    }

    int batchBytes() {
        return batch == null ? 0 : batch.writerIndex();
    }

    /** Gives a member what it has not got yet. */
    void hand(Membership member, boolean isLast) {
        ByteBuf buffer = batch;
        if (buffer != null && member.handedTo < buffer.writerIndex()) {
            int from = member.handedTo;
            member.handedTo = buffer.writerIndex();
            member.user.recipient().take(buffer, from, member.handedTo, isLast);
        }
    }

    /** Gives a member a line that is not in the batch, if there is one in its form. */
    void hand(Membership member, ByteBuf line) {
        if (line.isReadable()) {
            try {
                member.user.recipient().take(line, 0, line.writerIndex(), false);
            } catch (RuntimeException | OutOfMemoryError e) {
                channel.lane.fault(e);
            }
        }
    }

    /** Marks all that there is as had. */
    void skip(Membership member) {
        member.handedTo = batchBytes();
    }

    /** Gives each member the rest, and ends the batch. */
    void handAll(boolean isLast) {
        ByteBuf buffer = batch;
        if (buffer == null) {
            return;
        }
        for (int i = 0; i < size; i++) {
            Membership member = Objects.requireNonNull(members[i]);
            try {
                hand(member, isLast);
            } catch (RuntimeException | OutOfMemoryError e) {
                channel.lane.fault(e);
            }
            member.handedTo = 0;
        }
        batch = null;
        buffer.release();
    }
}

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

    /** Of the members, in their order: mostly all that a delivery has to touch, and each line of memory costs it. */
    private @Nullable Recipient[] recipients = new Recipient[1];

    /** Whether some member has a part of the batch already. */
    private boolean isPartlyHanded;

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
            recipients = Arrays.copyOf(recipients, 2 * size);
        }
        members[size] = member;
        recipients[size] = member.user.recipient();
        member.group = this;
        member.groupIndex = size++;
        skip(member);
    }

    void remove(Membership member) {
        Membership last = Objects.requireNonNull(members[--size]);
        members[member.groupIndex] = last;
        recipients[member.groupIndex] = recipients[size];
        last.groupIndex = member.groupIndex;
        members[size] = null;
        recipients[size] = null;
        member.group = null;
        if (size < members.length / 4) {
            members = Arrays.copyOf(members, members.length / 2);
            recipients = Arrays.copyOf(recipients, members.length);
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

    /** Gives a member what it has not got yet, though the batch is open still. */
    void hand(Membership member) {
        ByteBuf buffer = batch;
        if (buffer != null && member.handedTo < buffer.writerIndex()) {
            int from = member.handedTo;
            skip(member);
            member.user.recipient().take(buffer, from, member.handedTo, false);
        }
    }

    /** Gives a member a line that is not in the batch, if there is one in its form. */
    void hand(Membership member, ByteBuf line) {
        if (line.isReadable()) {
            hand(member.user.recipient(), line, 0, line.writerIndex(), false);
        }
    }

    /** Marks all that there is as had. */
    void skip(Membership member) {
        member.handedTo = batchBytes();
        isPartlyHanded |= member.handedTo > 0;
    }

    /** Gives each member the rest, and ends the batch. */
    void handAll(boolean isLast) {
        ByteBuf buffer = batch;
        if (buffer == null) {
            return;
        }
        int end = buffer.writerIndex();
        for (int i = 0; i < size; i++) {
            int from = isPartlyHanded ? beginAnew(Objects.requireNonNull(members[i])) : 0;
            if (from < end) {
                hand(Objects.requireNonNull(recipients[i]), buffer, from, end, isLast);
            }
        }
        isPartlyHanded = false;
        batch = null;
        buffer.release();
    }

    private static int beginAnew(Membership member) {
        int from = member.handedTo;
        member.handedTo = 0;
        return from;
    }

    private void hand(Recipient recipient, ByteBuf buffer, int from, int end, boolean isLast) {
        try {
            recipient.take(buffer, from, end, isLast);
        } catch (RuntimeException | OutOfMemoryError e) {
            channel.lane.fault(e);
        }
    }
}

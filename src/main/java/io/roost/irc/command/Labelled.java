package io.roost.irc.command;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.roost.irc.wire.LineWriter;
import io.roost.irc.wire.Tags;
import java.util.List;

/**
 * The answer to a command that came with a label: gathered, then sent with the label as one line, as a batch of
 * several, or as an ACK of none (IRCv3 labeled-response).
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> of what is gathered, until {@link #finish}.
 */
final class Labelled {
    private static final int MAX_CHARS = 64;

    /** One label is answered at a time, so one name does for all batches. */
    private static final String BATCH_NAME = "answer";

    private final String label;
    private final String tag;
    private final ByteBuf answer;

    Labelled(String label, ByteBuf answer) {
        this.label = label;
        this.tag = "label=" + Tags.escaped(label);
        this.answer = answer;
    }

    static boolean isValid(String label) {
        return !label.isEmpty() && label.length() <= MAX_CHARS;
    }

    ByteBuf answer() {
        return answer;
    }

    /** Nothing is to be answered by this; returns the label. */
    String drop() {
        answer.release();
        return label;
    }

    /** Writes all of it; what is gathered is gone then. */
    void finish(ByteBuf out, String server) {
        switch (lines()) {
            case 0 -> tagged(out, tag, server, "ACK", List.of());
            case 1 -> copy(out, tag);
            default -> {
                tagged(out, tag, server, "BATCH", List.of("+" + BATCH_NAME, "labeled-response"));
                copy(out, "batch=" + BATCH_NAME);
                LineWriter.line(out, server, "BATCH", List.of("-" + BATCH_NAME));
            }
        }
        answer.release();
    }

    private static void tagged(ByteBuf out, String tag, String server, String command, List<String> parameters) {
        out.writeByte('@');
        ByteBufUtil.writeUtf8(out, tag);
        out.writeByte(' ');
        LineWriter.line(out, server, command, parameters);
    }

    private int lines() {
        int lines = 0;
        for (int at = next(answer.readerIndex()); at >= 0; at = next(at + 1)) {
            lines++;
        }
        return lines;
    }

    private int next(int from) {
        return answer.indexOf(from, answer.writerIndex(), (byte) '\n');
    }

    /** Each line with one tag more. */
    private void copy(ByteBuf out, String more) {
        while (answer.isReadable()) {
            boolean hasTags = answer.getByte(answer.readerIndex()) == '@';
            if (hasTags) {
                answer.skipBytes(1);
            }
            out.writeByte('@');
            ByteBufUtil.writeUtf8(out, more);
            out.writeByte(hasTags ? ';' : ' ');
            out.writeBytes(answer, next(answer.readerIndex()) + 1 - answer.readerIndex());
        }
    }
}

package io.roost.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import io.roost.chat.Dialect;
import io.roost.connection.DisconnectReason;
import io.roost.connection.Terms;
import io.roost.irc.command.IrcLane;
import io.roost.irc.command.IrcSession;
import io.roost.irc.wire.Incomplete;
import io.roost.irc.wire.WireLimits;
import org.jspecify.annotations.Nullable;

/**
 * A client of chat that speaks IRC over WebSocket (IRCv3): a message is a line, both ways, without its CR LF. Takes
 * text and binary messages alike; sends those that were agreed on, text when none were.
 *
 * <p><b>Threading, ownership:</b> as its superclass. <b>Position:</b> the only station, once the upgrade is done.
 */
public final class WebSocketSession extends IrcSession implements FrameSink {
    /** A line at most, and a CR LF that should not be there. */
    private static final int MOST_BYTES = WireLimits.LINE + 2;

    private static final char UNTOLD = 0xFFFF;

    private final boolean isBinary;
    private char closeCode = UNTOLD;

    /** What is gathered beyond this is lines yet. */
    private int framedTo;

    /** A client under these terms. */
    public WebSocketSession(Terms terms, IrcLane lane, boolean isBinary) {
        super(terms, lane);
        this.isBinary = isBinary;
    }

    @Override
    protected boolean takesOver() {
        return true;
    }

    @Override
    public Dialect dialect() {
        return WebSocketDialect.of(super.dialect(), isBinary);
    }

    @Override
    protected @Nullable Incomplete split(@Nullable Incomplete before, ByteBuf data) {
        return FrameReader.read(
                (FrameReader) before, data, MOST_BYTES, context().alloc(), this);
    }

    /** What is said in channels comes in frames already. */
    @Override
    public void take(ByteBuf lines, int from, int to, boolean isLast) {
        frameLines();
        super.take(lines, from, to, isLast);
        framedTo = gatheredBytes();
    }

    @Override
    protected void encode(ByteBuf whole) {
        LineFrame.ofLines(whole, framedTo, isBinary);
        framedTo = 0;
    }

    private void frameLines() {
        if (gatheredBytes() > framedTo) {
            encode(gather());
            framedTo = gatheredBytes();
        }
    }

    @Override
    protected void askAlive() {
        frameLines();
        Frames.ping(gather());
        framedTo = gatheredBytes();
    }

    @Override
    public boolean data(ByteBuf bytes, int from, int to, int bits) {
        int end = to;
        while (end > from && isLineEnd(bytes.getByte(end - 1))) {
            end--;
        }
        if (end == from) {
            return true;
        }
        if (bytes.forEachByte(from, end - from, ByteProcessor.FIND_CRLF) >= 0) {
            // What a page put into one message as one line is not to become commands of its own.
            fail("*", "INVALID_MESSAGE", "One line per message");
            pay(1);
            return goesOn();
        }
        return line(bytes, from, end);
    }

    private static boolean isLineEnd(byte one) {
        return one == '\r' || one == '\n';
    }

    @Override
    public boolean ping(ByteBuf bytes, int from, int to) {
        frameLines();
        Frames.pong(gather(), bytes, from, to);
        framedTo = gatheredBytes();
        pay(1);
        return goesOn();
    }

    @Override
    public void close(ByteBuf bytes, int from, int to) {
        closeCode = (char) Closing.answerTo(bytes, from, to);
        peerEnded();
    }

    @Override
    public void fault(CloseCode code, String what) {
        closeCode = (char) code.code();
        quit(what, DisconnectReason.PROTOCOL);
    }

    @Override
    protected ByteBuf overflowNotice() {
        ByteBuf notice = super.overflowNotice();
        LineFrame.ofLines(notice, 0, isBinary);
        return notice;
    }

    @Override
    protected void sayGoodbye(DisconnectReason why) {
        super.sayGoodbye(why);
        ByteBuf close = context().alloc().directBuffer(Frames.CLOSE_BYTES);
        Frames.close(close, closeCode == UNTOLD ? Closing.codeOf(why) : closeCode);
        send(close);
    }
}

package io.roost.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.roost.connection.Connection;
import io.roost.connection.DisconnectReason;
import io.roost.connection.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Sends back every message as it came, text or binary. A message that comes in parts goes back in parts, as they
 * come, so that none is too large: a frame is written over the one that it answers, whose header was longer.
 *
 * <p>While more than the high watermark waits for the peer, the peer is not read.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> releases what it reads, but for what waits for the
 * socket. <b>Position:</b> the only station, once the upgrade is done.
 */
public final class WebSocketEcho extends Connection implements FrameSink {
    private static final char UNTOLD = 0xFFFF;

    private @Nullable FrameReader incomplete;

    /** What is being read, and the part of it that is frames to be sent by now. */
    private @Nullable ByteBuf reading;

    private int answerFrom;
    private int answerTo;
    private char closeCode = UNTOLD;

    /** A connection under these terms. */
    public WebSocketEcho(Terms terms) {
        super(terms);
    }

    @Override
    protected boolean takesOver() {
        return true;
    }

    /** A message of this text, as one may begin. */
    public static ByteBuf message(ByteBufAllocator buffers, String text) {
        int length = ByteBufUtil.utf8Bytes(text);
        ByteBuf message = buffers.directBuffer(Frames.headerBytes(length) + length);
        Frames.header(message, Frames.FIN | Frames.TEXT, length);
        ByteBufUtil.writeUtf8(message, text);
        return message;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf data = (ByteBuf) message;
        received(data.readableBytes());
        try {
            if (!isEnding()) {
                read(data);
            }
        } finally {
            data.release();
        }
        if (!context.channel().isWritable()) {
            flush();
            if (!context.channel().isWritable()) {
                pauseReading();
            }
        }
    }

    @Override
    protected boolean lingers() {
        return true;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            resumeReading();
        }
    }

    private void read(ByteBuf data) {
        reading = data;
        answerFrom = data.readerIndex();
        answerTo = answerFrom;
        FrameReader before = incomplete;
        incomplete = null;
        incomplete = FrameReader.read(before, data, 0, context().alloc(), this);
        sendAnswer();
        reading = null;
    }

    private void sendAnswer() {
        ByteBuf data = reading;
        if (data != null && answerTo > answerFrom) {
            send(data, answerFrom, answerTo);
        }
        answerFrom = answerTo;
    }

    @Override
    public boolean data(ByteBuf bytes, int from, int to, int bits) {
        int opcode = (bits & FIRST) == 0 ? Frames.CONTINUATION : (bits & TEXT) != 0 ? Frames.TEXT : Frames.BINARY;
        int finAndOpcode = (bits & LAST) != 0 ? Frames.FIN | opcode : opcode;
        int length = to - from;
        int header = Frames.headerBytes(length);
        if (answerTo + header <= from) {
            int payload = Frames.setHeader(bytes, answerTo, finAndOpcode, length);
            bytes.setBytes(payload, bytes, from, length);
            answerTo = payload + length;
            return true;
        }
        // It goes on with a frame that began in the read before, so there is no room for another header.
        ByteBuf apart = context().alloc().directBuffer(header);
        Frames.header(apart, finAndOpcode, length);
        send(apart);
        answerFrom = from;
        answerTo = to;
        return true;
    }

    @Override
    public void rest(ByteBuf bytes, int from, int to) {}

    @Override
    public boolean ping(ByteBuf bytes, int from, int to) {
        sendAnswer();
        ByteBuf pong = context().alloc().directBuffer(Frames.headerBytes(to - from) + to - from);
        Frames.pong(pong, bytes, from, to);
        send(pong);
        return true;
    }

    @Override
    public void close(ByteBuf bytes, int from, int to) {
        sendAnswer();
        closeCode = (char) Closing.answerTo(bytes, from, to);
        disconnectWhenSent(DisconnectReason.PEER);
    }

    @Override
    public void fault(CloseCode code, String what) {
        sendAnswer();
        closeCode = (char) code.code();
        disconnectWhenSent(DisconnectReason.PROTOCOL);
    }

    @Override
    protected void askAlive() {
        ByteBuf ping = context().alloc().directBuffer(Frames.headerBytes(0));
        Frames.ping(ping);
        if (!send(ping)) {
            flush();
        }
    }

    @Override
    protected void sayGoodbye(DisconnectReason why) {
        ByteBuf close = context().alloc().directBuffer(Frames.CLOSE_BYTES);
        Frames.close(close, closeCode == UNTOLD ? Closing.codeOf(why) : closeCode);
        send(close);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            disconnectWhenSent(DisconnectReason.PEER);
        }
    }

    @Override
    protected void ended() {
        if (incomplete != null) {
            incomplete.release();
            incomplete = null;
        }
    }
}

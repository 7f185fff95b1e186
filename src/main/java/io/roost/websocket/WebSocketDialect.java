package io.roost.websocket;

import io.netty.buffer.ByteBuf;
import io.roost.chat.Dialect;
import io.roost.irc.wire.Line;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A dialect whose lines are messages of a WebSocket: they are framed once for all that get them. */
record WebSocketDialect(Dialect ofLines, boolean isBinary) implements Dialect {
    private static final Map<Dialect, Dialect> TEXT = new ConcurrentHashMap<>();
    private static final Map<Dialect, Dialect> BINARY = new ConcurrentHashMap<>();

    /** The only one of these. */
    static Dialect of(Dialect ofLines, boolean isBinary) {
        return (isBinary ? BINARY : TEXT).computeIfAbsent(ofLines, lines -> new WebSocketDialect(lines, isBinary));
    }

    @Override
    public void write(Line line, ByteBuf out) {
        int from = out.writerIndex();
        ofLines.write(line, out);
        LineFrame.ofLines(out, from, isBinary);
    }
}

package io.roost.websocket;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Notes what comes in frames, a line for each thing. */
final class Recorder implements FrameSink {
    final List<String> seen = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();

    @Override
    public boolean data(ByteBuf bytes, int from, int to, int bits) {
        if ((bits & FIRST) != 0) {
            open.setLength(0);
            open.append((bits & TEXT) != 0 ? "text " : "binary ");
        }
        open.append(text(bytes, from, to));
        if ((bits & LAST) != 0) {
            seen.add(open.toString());
        }
        return true;
    }

    @Override
    public void rest(ByteBuf bytes, int from, int to) {}

    @Override
    public boolean ping(ByteBuf bytes, int from, int to) {
        seen.add("ping " + text(bytes, from, to));
        return true;
    }

    @Override
    public void close(ByteBuf bytes, int from, int to) {
        seen.add("close " + Closing.answerTo(bytes, from, to));
    }

    @Override
    public void fault(CloseCode code, String what) {
        seen.add("fault " + code.code());
    }

    private static String text(ByteBuf bytes, int from, int to) {
        return bytes.toString(from, to - from, StandardCharsets.ISO_8859_1);
    }
}

package io.roost.irc.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;

/** Writes the parts of lines. */
public final class LineWriter {
    private static final String NO_WORD = "*";

    private LineWriter() {}

    /** {@code :source COMMAND parameters…}, cut to what a line may have, and its end. */
    public static void line(ByteBuf out, String source, String command, List<String> parameters) {
        int body = out.writerIndex();
        out.writeByte(':');
        ByteBufUtil.writeUtf8(out, source);
        out.writeByte(' ');
        ByteBufUtil.writeAscii(out, command);
        writeParameters(out, parameters, List.of());
        end(out, body);
    }

    /** The same behind a tag, {@code key=value}, and the time if it is asked for. */
    public static void taggedLine(
            ByteBuf out, String tag, boolean isTimed, String source, String command, List<String> parameters) {
        int start = out.writerIndex();
        ByteBufUtil.writeUtf8(tag(out, start, ""), tag);
        if (isTimed) {
            ServerTime.write(tag(out, start, "time="), System.currentTimeMillis());
        }
        out.writeByte(' ');
        line(out, source, command, parameters);
    }

    /** The {@code time} tag alone. */
    public static void timeTag(ByteBuf out) {
        ByteBufUtil.writeAscii(out, "@time=");
        ServerTime.write(out, System.currentTimeMillis());
        out.writeByte(' ');
    }

    /** Begins another tag of those that began at {@code start}. */
    static ByteBuf tag(ByteBuf out, int start, String name) {
        out.writeByte(out.writerIndex() == start ? '@' : ';');
        ByteBufUtil.writeAscii(out, name);
        return out;
    }

    static void writeParameters(ByteBuf out, List<String> parameters, List<String> more) {
        int last = parameters.size() + more.size() - 1;
        for (int i = 0; i <= last; i++) {
            String text = i < parameters.size() ? parameters.get(i) : more.get(i - parameters.size());
            out.writeByte(' ');
            if (i == last && needsColon(text, last)) {
                out.writeByte(':');
            }
            ByteBufUtil.writeUtf8(out, i == last || isWord(text) ? text : NO_WORD);
        }
    }

    /** Cuts the line whose body began at {@code body}, and ends it. */
    static void end(ByteBuf out, int body) {
        Utf8.cut(out, body, WireLimits.BODY);
        out.writeByte('\r').writeByte('\n');
    }

    /** Whether it may stand before others: something else, such as what a client sent in vain, would shift them. */
    private static boolean isWord(String text) {
        return !text.isEmpty() && text.charAt(0) != ':' && text.indexOf(' ') < 0;
    }

    /** Where text may stand: clients of old expect the colon even before a single word. */
    private static boolean needsColon(String text, int number) {
        return number > 0 || text.isEmpty() || text.charAt(0) == ':' || text.indexOf(' ') >= 0;
    }
}

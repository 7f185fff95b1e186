package io.roost.irc.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line for any number of receivers, not yet bytes: those depend on the {@link Form} of who gets it.
 * Immutable, so any thread may encode it.
 */
public final class Line {
    private final Source source;
    private final String command;
    private final List<String> parameters;
    private final String clientTags;
    private final @Nullable String messageId;
    private final long timeMillis;

    /** Bits that a form must have, or nothing is written for it. */
    private final int needs;

    /** Parameters that are there for {@link Form#EXTENDED_JOIN} alone. */
    private final List<String> extended;

    private Line(
            Source source,
            String command,
            List<String> parameters,
            List<String> extended,
            int needs,
            String clientTags,
            @Nullable String messageId) {
        this.source = source;
        this.command = command;
        this.parameters = parameters;
        this.extended = extended;
        this.needs = needs;
        this.clientTags = clientTags;
        this.messageId = messageId;
        this.timeMillis = System.currentTimeMillis();
    }

    /** What {@code source} did. */
    public static Line of(Source source, String command, String... parameters) {
        return new Line(source, command, List.of(parameters), List.of(), 0, "", null);
    }

    /** For receivers whose form has all bits of {@code needs}; the others get nothing. */
    public static Line ofForm(int needs, Source source, String command, String... parameters) {
        return new Line(source, command, List.of(parameters), List.of(), needs, "", null);
    }

    /** A line with more parameters for those that know extended-join. */
    public static Line join(Source source, String channel, String account, String realName) {
        return new Line(source, "JOIN", List.of(channel), List.of(account, realName), 0, "", null);
    }

    /** Something said: it has an id, and the tags that the sender's client gave it. */
    public static Line message(Source source, String command, String clientTags, String... parameters) {
        int needs = command.equals("TAGMSG") ? Form.MESSAGE_TAGS : 0;
        return new Line(source, command, List.of(parameters), List.of(), needs, clientTags, MessageIds.next());
    }

    /** Who did it. */
    public Source source() {
        return source;
    }

    /** What was done, in capitals or as a numeric. */
    public String command() {
        return command;
    }

    /** The parameter of this number, from 0; empty when there are not so many. Those of some forms alone don't count. */
    public String parameter(int number) {
        return number < parameters.size() ? parameters.get(number) : "";
    }

    /** Appends it as receivers of this form get it. */
    public void writeTo(ByteBuf out, int form) {
        if ((form & needs) != needs) {
            return;
        }
        writeTags(out, form);
        int body = out.writerIndex();
        out.writeByte(':');
        ByteBufUtil.writeUtf8(out, source.prefix());
        out.writeByte(' ');
        ByteBufUtil.writeAscii(out, command);
        boolean isExtended = !extended.isEmpty() && (form & Form.EXTENDED_JOIN) != 0;
        LineWriter.writeParameters(out, parameters, isExtended ? extended : List.of());
        LineWriter.end(out, body);
    }

    private void writeTags(ByteBuf out, int form) {
        int start = out.writerIndex();
        if ((form & Form.SERVER_TIME) != 0) {
            ByteBufUtil.writeAscii(out, "@time=");
            ServerTime.write(out, timeMillis);
        }
        if ((form & Form.ACCOUNT_TAG) != 0 && source.account() != null) {
            LineWriter.tag(out, start, "account=")
                    .writeCharSequence(source.account(), java.nio.charset.StandardCharsets.UTF_8);
        }
        if ((form & Form.MESSAGE_TAGS) != 0) {
            if (messageId != null) {
                ByteBufUtil.writeAscii(LineWriter.tag(out, start, "msgid="), messageId);
            }
            if (source.isBot()) {
                LineWriter.tag(out, start, "bot");
            }
            if (!clientTags.isEmpty()) {
                ByteBufUtil.writeUtf8(LineWriter.tag(out, start, ""), clientTags);
            }
        }
        if (out.writerIndex() > start) {
            out.writeByte(' ');
        }
    }
}

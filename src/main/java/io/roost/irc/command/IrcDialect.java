package io.roost.irc.command;

import io.netty.buffer.ByteBuf;
import io.roost.chat.Dialect;
import io.roost.irc.wire.Form;
import io.roost.irc.wire.Line;
import java.util.Arrays;

/** IRC in one {@link Form}. */
final class IrcDialect implements Dialect {
    private static final IrcDialect[] BY_FORM = new IrcDialect[Form.MASK + 1];

    static {
        Arrays.setAll(BY_FORM, IrcDialect::new);
    }

    private final int form;

    private IrcDialect(int form) {
        this.form = form;
    }

    /** The only one of the form in these bits; others of them do not matter. */
    static IrcDialect of(int bits) {
        return BY_FORM[bits & Form.MASK];
    }

    @Override
    public void write(Line line, ByteBuf out) {
        line.writeTo(out, form);
    }
}

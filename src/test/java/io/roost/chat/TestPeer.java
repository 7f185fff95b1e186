package io.roost.chat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.roost.irc.wire.Line;
import io.roost.irc.wire.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A recipient that writes down what it gets, without tags. */
class TestPeer implements Recipient {
    private static final Dialect PLAIN = dialect(0);

    final TestLane lane;
    final String name;
    final User user;
    final List<String> log = new ArrayList<>();
    Dialect dialect = PLAIN;
    volatile boolean hasQuit;

    /** How often it told whom something. */
    final Map<String, Integer> told = new HashMap<>();

    TestPeer(TestLane lane, String name) {
        this.lane = lane;
        this.name = name;
        this.user = new User(this, "host");
    }

    /** IRC in this {@link io.roost.irc.wire.Form}; to be kept, as receivers of equal bytes share one. */
    static Dialect dialect(int form) {
        return (line, out) -> line.writeTo(out, form);
    }

    Source source() {
        return Source.server(name);
    }

    @Override
    public ChatLane lane() {
        return lane.chat;
    }

    void execute(Runnable task) {
        lane.execute(task);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public boolean wantsEcho() {
        return false;
    }

    @Override
    public void take(ByteBuf lines, int from, int to, boolean isLast) {
        note(lines.toString(from, to - from, StandardCharsets.UTF_8));
    }

    @Override
    public void take(Line line) {
        ByteBuf out = Unpooled.buffer();
        dialect.write(line, out);
        note(out.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void takeEcho(Line line) {
        take(line);
    }

    @Override
    public void expel(String reason) {}

    private void note(String lines) {
        if (hasQuit) {
            return;
        }
        lines.lines()
                .map(line -> line.startsWith("@") ? line.substring(line.indexOf(' ') + 1) : line)
                .forEach(log::add);
    }
}

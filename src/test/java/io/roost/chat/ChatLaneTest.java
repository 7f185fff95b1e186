package io.roost.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.roost.irc.wire.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong for one costs the others nothing. */
final class ChatLaneTest {
    private final TestLane lane = new TestLane(0);
    private final ChatWorld world = new ChatWorld(1, new Limits(32, 64, 390, 100));
    private final TestPeer good = new TestPeer(lane, "good");
    private final TestPeer bad = new TestPeer(lane, "bad") {
        @Override
        public void take(ByteBuf lines, int from, int to, boolean isLast) {
            throw new IllegalStateException("a fault");
        }

        @Override
        public void take(Line line) {
            throw new IllegalStateException("a fault");
        }
    };
    private final TestPeer other = new TestPeer(lane, "other");

    @AfterEach
    void end() throws Exception {
        lane.finish();
    }

    @Test
    void line_whenItFailsForOneMember_thenTheOthersGetItAndWhatFollows() throws Exception {
        ChatChannel channel = channelOf("#a", good, bad, other);
        say(channel, "one");
        say(channel, "two");
        lane.settle();

        assertThat(good.log).endsWith(":good SAY one", ":good SAY two");
        assertThat(other.log).endsWith(":good SAY one", ":good SAY two");
        assertThat(lane.faults).isNotEmpty().allMatch(IllegalStateException.class::isInstance);
    }

    @Test
    void deliveries_whenOneFails_thenThoseBehindItArrive() throws Exception {
        ChatChannel channel = channelOf("#a", good, bad, other);
        Fanout.tell(bad.user, Line.of(good.source(), "TELL", "bad"));
        say(channel, "one");
        Fanout.tell(other.user, Line.of(good.source(), "TELL", "other"));
        lane.settle();

        assertThat(good.log).endsWith(":good SAY one");
        assertThat(other.log).endsWith(":good SAY one", ":good TELL other");
    }

    @Test
    void spread_whenItFailsForOne_thenTheOthersAreToldOnce() throws Exception {
        channelOf("#a", good, bad, other);
        channelOf("#b", good, bad, other);
        Fanout.spread(good.user, Line.of(good.source(), "NICK", "better"), true, () -> {});
        lane.settle();

        assertThat(good.log).endsWith(":good NICK better");
        assertThat(other.log.stream().filter(line -> line.contains("NICK"))).hasSize(1);
    }

    private ChatChannel channelOf(String name, TestPeer... peers) {
        ChatChannel channel = world.directory().findOrMake(name);
        channel.lock();
        for (TestPeer peer : peers) {
            channel.enter(new Arrival(peer.user, Line.of(peer.source(), "JOIN", name), null, false), 0);
        }
        channel.unlock();
        return channel;
    }

    private void say(ChatChannel channel, String text) {
        channel.lock();
        channel.say(Line.of(good.source(), "SAY", text), null, false);
        channel.unlock();
    }
}

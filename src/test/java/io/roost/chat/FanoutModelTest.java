package io.roost.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.irc.wire.Form;
import io.roost.irc.wire.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random users on several real lanes come, go, talk in channels and to each other, set topics, fight for names, change
 * dialect, kick and quit at once. Each line of a channel gets its number under the channel's lock, so what a member must
 * have got is known: all numbers from its coming to its going, in order, once. And who is there is known to each member:
 * those who were when it came, and who came and went since.
 */
final class FanoutModelTest {
    private static final int USERS = 24;
    private static final int OPERATIONS = 400;
    private static final String[] NICKS = {"ann", "Ann", "ANN", "bob", "BOB", "eve", "Eve"};
    private static final String[] CHANNELS = {"#a", "#b", "#c"};
    private static final Dialect[] DIALECTS = {
        TestPeer.dialect(0), TestPeer.dialect(Form.SERVER_TIME), TestPeer.dialect(Form.MESSAGE_TAGS | Form.AWAY_NOTIFY)
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void chat_whenAllHappensAtOnce_thenEveryMemberHasOneOrder(long seed) throws Exception {
        int laneCount = 1 + (int) (seed % 4);
        List<TestLane> lanes = new ArrayList<>();
        for (int i = 0; i < laneCount; i++) {
            lanes.add(new TestLane(i));
        }
        ChatWorld world = new ChatWorld(laneCount, new Limits(32, 64, 390, 100));
        List<TestPeer> peers = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            TestPeer peer = new TestPeer(lanes.get(i % laneCount), "u" + i);
            peer.user.setName(peer.name);
            world.census().came();
            assertThat(Presence.rename(world, peer.user, peer.name)).isNull();
            Presence.welcome(world, peer.user);
            peers.add(peer);
        }
        FanoutModel model = new FanoutModel(peers, world, CHANNELS);
        CountDownLatch done = new CountDownLatch(USERS);
        Random seeds = new Random(seed);
        for (TestPeer peer : peers) {
            Actor actor = new Actor(peer, world, peers, model, new Random(seeds.nextLong()), done);
            peer.execute(actor);
        }
        done.await();
        for (TestLane lane : lanes) {
            lane.finish();
            assertThat(lane.faults).isEmpty();
        }
        model.verify();
        assertThat(peers.stream().mapToInt(peer -> peer.log.size()).sum()).isGreaterThan(10 * OPERATIONS);
    }

    /** One session: a few operations per task, as lines that were read together. */
    private static final class Actor implements Runnable {
        private final TestPeer peer;
        private final ChatWorld world;
        private final List<TestPeer> peers;
        private final FanoutModel model;
        private final Random random;
        private final CountDownLatch done;
        private int left = OPERATIONS;

        Actor(
                TestPeer peer,
                ChatWorld world,
                List<TestPeer> peers,
                FanoutModel model,
                Random random,
                CountDownLatch done) {
            this.peer = peer;
            this.world = world;
            this.peers = peers;
            this.model = model;
            this.random = random;
            this.done = done;
        }

        @Override
        public void run() {
            for (int i = random.nextInt(6); i >= 0 && left > 0 && !peer.hasQuit; i--) {
                peer.lane.chat.drain();
                operate();
                left--;
            }
            if (left > 0 && !peer.hasQuit) {
                peer.lane.execute(this);
            } else {
                done.countDown();
            }
        }

        private void operate() {
            String name = CHANNELS[random.nextInt(CHANNELS.length)];
            switch (random.nextInt(40)) {
                case 0, 1, 2, 3, 4, 5 -> join(name);
                case 6, 7 -> with(name, this::part);
                case 8 -> with(name, this::kick);
                case 9, 10 -> spread();
                case 11 -> {
                    peer.dialect = DIALECTS[random.nextInt(DIALECTS.length)];
                    peer.lane.chat.regroup(peer.user);
                }
                case 12 -> peer.lane.chat.catchUp(peer.user);
                case 13 -> {
                    if (random.nextInt(40) == 0) {
                        peer.hasQuit = true;
                        Presence.leave(world, peer.user, "bye");
                    }
                }
                case 14, 15 -> tell();
                case 16 -> with(name, this::setTopic);
                case 17 -> Presence.rename(world, peer.user, NICKS[random.nextInt(NICKS.length)]);
                case 18 -> Presence.rename(world, peer.user, peer.name);
                default -> with(name, this::say);
            }
        }

        private void join(String name) {
            ChatChannel channel = world.directory().findOrMake(name);
            channel.lock();
            try {
                if (!channel.isClosed() && peer.user.membershipIn(channel) == null) {
                    int number = model.next(channel);
                    Line line = Line.of(peer.source(), "JOIN", name, Integer.toString(number));
                    channel.enter(new Arrival(peer.user, line, null, false), 0);
                    model.entered(channel, number);
                }
            } finally {
                channel.unlock();
            }
        }

        private void with(String name, java.util.function.BiConsumer<ChatChannel, Membership> what) {
            ChatChannel channel = world.directory().find(name);
            if (channel == null) {
                return;
            }
            channel.lock();
            try {
                Membership own = peer.user.membershipIn(channel);
                if (own != null) {
                    what.accept(channel, own);
                }
            } finally {
                channel.unlock();
            }
        }

        private void say(ChatChannel channel, Membership own) {
            Line line = Line.of(peer.source(), "SAY", channel.name(), Integer.toString(model.next(channel)));
            // The echo apart from the batch, or in it.
            boolean isApart = random.nextBoolean();
            channel.say(line, isApart ? peer.user : null, isApart);
        }

        private void tell() {
            TestPeer other = peers.get(random.nextInt(peers.size()));
            if (!other.hasQuit) {
                int number = peer.told.merge(other.name, 1, Integer::sum);
                Fanout.tell(other.user, Line.of(peer.source(), "TELL", other.name, Integer.toString(number)));
            }
        }

        private void setTopic(ChatChannel channel, Membership own) {
            String number = Integer.toString(model.next(channel));
            channel.setTopic(new ChatChannel.Topic(number, peer.name, 0));
            channel.say(Line.of(peer.source(), "TOPIC", channel.name(), number), null, false);
        }

        private void part(ChatChannel channel, Membership own) {
            Line line = Line.of(peer.source(), "PART", channel.name(), Integer.toString(model.next(channel)));
            channel.leave(own, line, random.nextBoolean() ? peer.user : null);
        }

        private void kick(ChatChannel channel, Membership own) {
            TestPeer other = peers.get(random.nextInt(peers.size()));
            Membership theirs = other.user.membershipIn(channel);
            if (theirs != null) {
                String number = Integer.toString(model.next(channel));
                channel.leave(theirs, Line.of(peer.source(), "KICK", channel.name(), number, other.name), null);
            }
        }

        private void spread() {
            String id = model.nextSpread();
            Line line = Line.of(peer.source(), "SPREAD", id, "news");
            Fanout.spread(peer.user, line, true, () -> model.spread(id, peer.user));
        }
    }
}

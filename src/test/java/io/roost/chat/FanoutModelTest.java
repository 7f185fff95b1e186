package io.roost.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.irc.wire.Form;
import io.roost.irc.wire.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random users on several real lanes come, go, talk, change name and form, kick and quit at once. Each line of
 * a channel gets its number under the channel's lock, so what a member must have got is known: all numbers from
 * its coming to its going, in order, once.
 */
final class FanoutModelTest {
    private static final int USERS = 24;
    private static final int OPERATIONS = 400;
    private static final String[] CHANNELS = {"#a", "#b", "#c"};
    private static final Dialect[] DIALECTS = {
        TestPeer.dialect(0), TestPeer.dialect(Form.SERVER_TIME), TestPeer.dialect(Form.MESSAGE_TAGS | Form.AWAY_NOTIFY)
    };

    private final ConcurrentHashMap<String, AtomicInteger> lastNumbers = new ConcurrentHashMap<>();
    private final AtomicInteger lastSpread = new AtomicInteger();

    /** What a line about all channels of a user was numbered in each of them. */
    private final ConcurrentHashMap<String, Map<String, Integer>> spreads = new ConcurrentHashMap<>();

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
            peers.add(new TestPeer(lanes.get(i % laneCount), "u" + i));
        }
        CountDownLatch done = new CountDownLatch(USERS);
        Random seeds = new Random(seed);
        for (TestPeer peer : peers) {
            Actor actor = new Actor(peer, world, peers, new Random(seeds.nextLong()), done);
            peer.execute(actor);
        }
        done.await();
        for (TestLane lane : lanes) {
            lane.finish();
            assertThat(lane.faults).isEmpty();
        }
        for (TestPeer peer : peers) {
            verify(peer, world);
        }
        assertQuitsSeenOnce(peers);
        assertThat(peers.stream().mapToInt(peer -> peer.log.size()).sum()).isGreaterThan(10 * OPERATIONS);
    }

    /** The authoritative membership is what the lanes have, and each stay in a channel has no gap. */
    private void verify(TestPeer peer, ChatWorld world) {
        Map<String, Integer> next = new HashMap<>();
        for (String entry : peer.log) {
            String[] words = entry.split(" ");
            Map<String, Integer> numbers = words[1].equals("SPREAD")
                    ? spreads.getOrDefault(words[2], Map.of())
                    : Map.of(words[2], number(words));
            if (words[1].equals("QUIT")) {
                continue;
            }
            numbers.forEach((channel, number) -> {
                boolean isOwn = words[0].equals(":" + peer.name);
                Integer expected = next.get(channel);
                if (expected == null && words[1].equals("SPREAD")) {
                    return; // of a channel that this one is not in
                }
                if (words[1].equals("JOIN") && isOwn) {
                    assertThat(expected)
                            .as("%s joins %s twice", peer.name, channel)
                            .isNull();
                } else {
                    assertThat(number)
                            .as("%s in %s of %s", entry, channel, peer.name)
                            .isEqualTo(expected);
                }
                boolean goes = (words[1].equals("PART") && isOwn)
                        || (words[1].equals("KICK") && words[4].equals(":" + peer.name));
                if (goes) {
                    next.remove(channel);
                } else {
                    next.put(channel, number + 1);
                }
            });
        }
        if (peer.hasQuit) {
            assertThat(peer.user.memberships()).isEmpty();
            return;
        }
        assertThat(peer.user.memberships())
                .extracting(membership -> membership.channel().name())
                .containsExactlyInAnyOrderElementsOf(next.keySet());
        next.forEach((channel, number) -> {
            assertThat(number).as("last of %s at %s", channel, peer.name).isEqualTo(last(channel) + 1);
            assertThat(world.directory().find(channel)).isNotNull();
        });
    }

    private static int number(String[] words) {
        return words[1].equals("QUIT") || words[1].equals("SPREAD") ? 0 : Integer.parseInt(words[3].replace(":", ""));
    }

    /** A quit has no number, but is seen once however many channels were shared. */
    private static void assertQuitsSeenOnce(List<TestPeer> peers) {
        Map<String, Integer> seen = new HashMap<>();
        for (TestPeer peer : peers) {
            for (String entry : peer.log) {
                if (entry.contains(" QUIT ")) {
                    seen.merge(peer.name + entry, 1, Integer::sum);
                }
            }
        }
        assertThat(seen.values()).allMatch(times -> times == 1);
    }

    private int last(String channel) {
        return lastNumbers.computeIfAbsent(channel, name -> new AtomicInteger()).get();
    }

    private int next(ChatChannel channel) {
        return lastNumbers
                .computeIfAbsent(channel.name(), name -> new AtomicInteger())
                .incrementAndGet();
    }

    /** One session: a few operations per task, as lines that were read together. */
    private final class Actor implements Runnable {
        private final TestPeer peer;
        private final ChatWorld world;
        private final List<TestPeer> peers;
        private final Random random;
        private final CountDownLatch done;
        private int left = OPERATIONS;

        Actor(TestPeer peer, ChatWorld world, List<TestPeer> peers, Random random, CountDownLatch done) {
            this.peer = peer;
            this.world = world;
            this.peers = peers;
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
                        Fanout.quit(peer.user, Line.of(peer.source(), "QUIT", "bye"));
                    }
                }
                default -> with(name, this::say);
            }
        }

        private void join(String name) {
            ChatChannel channel = world.directory().findOrMake(name);
            channel.lock();
            try {
                if (!channel.isClosed() && peer.user.membershipIn(channel) == null) {
                    Line line = Line.of(peer.source(), "JOIN", name, Integer.toString(next(channel)));
                    channel.enter(new Arrival(peer.user, line, null, false), 0);
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
            Line line = Line.of(peer.source(), "SAY", channel.name(), Integer.toString(next(channel)));
            // The echo apart from the batch, or in it.
            boolean isApart = random.nextBoolean();
            channel.say(line, isApart ? peer.user : null, isApart);
        }

        private void part(ChatChannel channel, Membership own) {
            Line line = Line.of(peer.source(), "PART", channel.name(), Integer.toString(next(channel)));
            channel.leave(own, line, random.nextBoolean() ? peer.user : null);
        }

        private void kick(ChatChannel channel, Membership own) {
            TestPeer other = peers.get(random.nextInt(peers.size()));
            Membership theirs = other.user.membershipIn(channel);
            if (theirs != null) {
                String number = Integer.toString(next(channel));
                channel.leave(theirs, Line.of(peer.source(), "KICK", channel.name(), number, other.name), null);
            }
        }

        private void spread() {
            String id = "s" + lastSpread.incrementAndGet();
            Line line = Line.of(peer.source(), "SPREAD", id, "news");
            Fanout.spread(peer.user, line, true, () -> {
                Map<String, Integer> numbers = new HashMap<>();
                for (Membership membership : peer.user.memberships()) {
                    numbers.put(membership.channel().name(), next(membership.channel()));
                }
                spreads.put(id, numbers);
            });
        }
    }
}

package io.roost.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What {@link FanoutModelTest} knows that must have been delivered, and whether it was. Any thread notes, one verifies. */
final class FanoutModel {
    private final ConcurrentHashMap<String, AtomicInteger> lastNumbers = new ConcurrentHashMap<>();

    /** What a line about all channels of a user was numbered in each of them. */
    private final ConcurrentHashMap<String, Map<String, Integer>> spreads = new ConcurrentHashMap<>();

    /** Who was in a channel once a line of this number had brought somebody in. */
    private final ConcurrentHashMap<String, Set<String>> rosters = new ConcurrentHashMap<>();

    private final AtomicInteger lastSpread = new AtomicInteger();
    private final List<TestPeer> peers;
    private final ChatWorld world;
    private final String[] channels;

    FanoutModel(List<TestPeer> peers, ChatWorld world, String[] channels) {
        this.peers = peers;
        this.world = world;
        this.channels = channels;
    }

    /** The number of the next line of a channel. Under its lock. */
    int next(ChatChannel channel) {
        return lastNumbers
                .computeIfAbsent(channel.name(), name -> new AtomicInteger())
                .incrementAndGet();
    }

    /** Somebody has come in by the line of this number. Under the channel's lock. */
    void entered(ChatChannel channel, int number) {
        Set<String> names = new HashSet<>();
        channel.members().forEach(member -> names.add(member.user().name()));
        rosters.put(channel.name() + number, names);
    }

    /** An id for a line about all channels of a user. */
    String nextSpread() {
        return "s" + lastSpread.incrementAndGet();
    }

    /** Numbers it in each of them. Under all their locks. */
    void spread(String id, User user) {
        Map<String, Integer> numbers = new HashMap<>();
        for (Membership membership : user.memberships()) {
            numbers.put(membership.channel().name(), next(membership.channel()));
        }
        spreads.put(id, numbers);
    }

    void verify() {
        for (TestPeer peer : peers) {
            verifyOrder(peer);
            verifyRosters(peer);
            verifyPrivateMessages(peer);
        }
        verifyTopics();
        verifyNames();
        assertQuitsSeenOnce();
    }

    /** The authoritative membership is what the lanes have, and each stay in a channel has no gap. */
    private void verifyOrder(TestPeer peer) {
        Map<String, Integer> next = new HashMap<>();
        for (String entry : peer.log) {
            String[] words = entry.split(" ", -1);
            if (!isOfChannels(words[1])) {
                continue;
            }
            Map<String, Integer> numbers = words[1].equals("SPREAD")
                    ? spreads.getOrDefault(words[2], Map.of())
                    : Map.of(words[2], number(words));
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

    private static boolean isOfChannels(String command) {
        return !command.equals("QUIT") && !command.equals("NICK") && !command.equals("TELL");
    }

    /** Those who were there when it came, with what it was told since, are those who are there. */
    private void verifyRosters(TestPeer peer) {
        Map<String, Set<String>> known = new HashMap<>();
        for (String entry : peer.log) {
            String[] words = entry.split(" ", -1);
            String who = nameOf(words[0]);
            boolean isOwn = who.equals(peer.name);
            switch (words[1]) {
                case "JOIN" -> {
                    if (isOwn) {
                        known.put(words[2], new HashSet<>(rosters.getOrDefault(words[2] + number(words), Set.of())));
                    } else {
                        known.getOrDefault(words[2], new HashSet<>()).add(who);
                    }
                }
                case "PART" -> leaves(known, words[2], who, isOwn);
                case "KICK" -> {
                    String target = words[4].substring(1);
                    leaves(known, words[2], target, target.equals(peer.name));
                }
                case "QUIT" -> known.values().forEach(roster -> roster.remove(who));
                default -> {}
            }
        }
        if (!peer.hasQuit) {
            known.forEach((name, roster) -> {
                assertThat(Objects.requireNonNull(world.directory().find(name)).members())
                        .as("members of %s as %s knows them", name, peer.name)
                        .extracting(member -> member.user().name())
                        .containsExactlyInAnyOrderElementsOf(roster);
            });
        }
    }

    private static void leaves(Map<String, Set<String>> known, String channel, String who, boolean isOwn) {
        if (isOwn) {
            known.remove(channel);
        } else {
            known.getOrDefault(channel, new HashSet<>()).remove(who);
        }
    }

    /** All of each sender's, in order; of one that has gone, as many as it was there for. */
    private void verifyPrivateMessages(TestPeer peer) {
        Map<String, Integer> heard = new HashMap<>();
        for (String entry : peer.log) {
            String[] words = entry.split(" ", -1);
            if (words[1].equals("TELL")) {
                assertThat(number(words))
                        .as("%s to %s", entry, peer.name)
                        .isEqualTo(heard.merge(nameOf(words[0]), 1, Integer::sum));
            }
        }
        for (TestPeer sender : peers) {
            int told = sender.told.getOrDefault(peer.name, 0);
            if (peer.hasQuit) {
                assertThat(heard.getOrDefault(sender.name, 0)).isLessThanOrEqualTo(told);
            } else {
                assertThat(heard.getOrDefault(sender.name, 0)).isEqualTo(told);
            }
        }
    }

    /** The last that anybody saw set is the one that is. */
    private void verifyTopics() {
        for (String name : channels) {
            ChatChannel channel = world.directory().find(name);
            ChatChannel.Topic topic = channel == null ? null : channel.topic();
            if (topic != null) {
                int last = Integer.parseInt(topic.text());
                for (TestPeer peer : peers) {
                    assertThat(peer.log)
                            .filteredOn(entry -> entry.contains(" TOPIC " + name + " "))
                            .allMatch(entry -> number(entry.split(" ", -1)) <= last);
                }
            }
        }
    }

    /** Each name is one user's, and that user's alone; those who have gone have none. */
    private void verifyNames() {
        Set<String> taken = new HashSet<>();
        for (TestPeer peer : peers) {
            if (!peer.hasQuit) {
                assertThat(taken.add(Folding.fold(peer.user.nick())))
                        .as(peer.user.nick())
                        .isTrue();
                assertThat(world.nicknames().find(peer.user.nick())).isSameAs(peer.user);
            }
        }
        assertThat(world.nicknames().all()).hasSize(taken.size());
        assertThat(world.census().users()).isEqualTo(taken.size());
    }

    /** The test's name for it, which stands in {@code nick!name@host} too. */
    private static String nameOf(String source) {
        int bang = source.indexOf('!');
        return bang < 0 ? source.substring(1) : source.substring(bang + 1, source.indexOf('@'));
    }

    private static int number(String[] words) {
        return words[1].equals("QUIT") || words[1].equals("SPREAD") ? 0 : Integer.parseInt(words[3].replace(":", ""));
    }

    /** A quit has no number, but is seen once however many channels were shared. */
    private void assertQuitsSeenOnce() {
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
}

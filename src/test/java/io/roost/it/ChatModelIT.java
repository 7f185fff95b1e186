package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.testkit.IrcClient;
import io.roost.testkit.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random users on several workers, each on a thread of its own: join, part, kick, change name, talk, set topics, tell each
 * other, quit. Whatever two members of a channel both saw, they saw in one order and without a gap; and in the end all know
 * the same members.
 */
class ChatModelIT {
    private static final int USERS = 12;
    private static final int STEPS = 150;
    private static final List<String> CHANNELS = List.of("#a", "#b", "#c");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void chat_whenAllHappensAtOnce_thenAllSawTheSame(long seed) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(USERS);
        List<Actor> actors = new ArrayList<>();
        try (TestServer server = TestServer.of("chat", "event-loops.workers=3")) {
            Random seeds = new Random(seed);
            for (int i = 0; i < USERS; i++) {
                IrcClient client = IrcClient.to(server.address()).register("u" + i, "echo-message");
                actors.add(new Actor(i, client, new Random(seeds.nextLong())));
            }
            List<Future<?>> running = new ArrayList<>();
            actors.forEach(actor -> running.add(threads.submit(actor)));
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
            actors.forEach(Actor::catchUp); // all have been heard
            actors.forEach(Actor::catchUp); // by all
            Map<String, List<List<String>>> stays = new HashMap<>();
            actors.forEach(actor -> actor.collect(stays));
            for (String channel : CHANNELS) {
                assertOneOrder(channel, stays.getOrDefault(channel, List.of()));
            }
            assertSameMembers(actors);
            actors.forEach(actor -> actor.client.close());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertOneOrder(String channel, List<List<String>> stays) {
        int compared = 0;
        for (int i = 0; i < stays.size(); i++) {
            assertThat(new HashSet<>(stays.get(i))).as("in %s, once", channel).hasSameSizeAs(stays.get(i));
            for (int j = i + 1; j < stays.size(); j++) {
                compared += assertSameWhereBothWere(stays.get(i), stays.get(j));
            }
        }
        assertThat(compared).as("lines that two saw in %s", channel).isGreaterThan(100);
    }

    private static int assertSameWhereBothWere(List<String> one, List<String> other) {
        Set<String> common = new HashSet<>(one);
        common.retainAll(other);
        if (!common.isEmpty()) {
            assertThat(between(one, common)).isEqualTo(between(other, common));
        }
        return common.size();
    }

    /** From the first to the last of them, with all that is in between. */
    private static List<String> between(List<String> seen, Set<String> common) {
        int first = 0;
        int last = seen.size() - 1;
        while (!common.contains(seen.get(first))) {
            first++;
        }
        while (!common.contains(seen.get(last))) {
            last--;
        }
        return seen.subList(first, last + 1);
    }

    private static void assertSameMembers(List<Actor> actors) {
        for (String channel : CHANNELS) {
            Set<Integer> members = new HashSet<>();
            actors.stream().filter(actor -> actor.isIn(channel)).forEach(actor -> members.add(actor.number));
            for (Actor actor : actors) {
                if (actor.isIn(channel)) {
                    assertThat(actor.rosters.get(channel))
                            .as("%s of u%d", channel, actor.number)
                            .isEqualTo(members);
                    assertThat(actor.names(channel)).isEqualTo(members);
                }
            }
        }
    }

    /** One user: what it does, and what it saw. */
    private static final class Actor implements Runnable {
        private final int number;
        private final IrcClient client;
        private final Random random;
        private final List<String> log = new ArrayList<>();
        private final Map<String, Set<Integer>> rosters = new HashMap<>();
        private int lastId;
        private boolean hasQuit;

        Actor(int number, IrcClient client, Random random) {
            this.number = number;
            this.client = client;
            this.random = random;
        }

        @Override
        public void run() {
            for (int i = 0; i < STEPS && !hasQuit; i++) {
                for (int together = random.nextInt(8); together >= 0; together--) {
                    client.send(step());
                }
                catchUp();
            }
            if (number == 0) {
                hasQuit = true;
                client.send("QUIT :done");
            }
        }

        private String step() {
            String channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
            String other = "u" + random.nextInt(USERS);
            String id = number + "-" + ++lastId;
            return switch (random.nextInt(16)) {
                case 0, 1, 2 -> "JOIN " + channel;
                case 3 -> "PART " + channel + " :" + id;
                case 4 -> "KICK " + channel + " " + other + " :" + id;
                case 5 -> "TOPIC " + channel + " :" + id;
                case 6 -> "NICK u" + number + (random.nextBoolean() ? "" : "x" + random.nextInt(3));
                case 7 -> "PRIVMSG " + other + " :" + id;
                case 8 -> "MODE " + channel + " -t+o " + other;
                default -> "PRIVMSG " + channel + " :" + id;
            };
        }

        private void catchUp() {
            if (!hasQuit) {
                log.addAll(client.sync());
            }
        }

        /** What it saw in each channel, by stays, and who was there. */
        void collect(Map<String, List<List<String>>> stays) {
            Map<String, List<String>> open = new HashMap<>();
            String nick = "u" + number;
            int heard = 0;
            Map<Integer, Integer> lastPrivate = new HashMap<>();
            for (String line : log) {
                String[] words = line.split(" ", 4);
                int who = userOf(words[0]);
                boolean isOwn = who == number;
                String target = words.length > 2 ? words[2].replaceFirst("^:", "") : "";
                String text = line.substring(line.lastIndexOf(':') + 1);
                switch (words[1]) {
                    case "JOIN" -> {
                        if (isOwn) {
                            assertThat(open.put(target, new ArrayList<>())).isNull();
                            rosters.put(target, new HashSet<>());
                        } else {
                            rosters.get(target).add(who);
                        }
                    }
                    case "353" -> {
                        String[] reply = line.split(" ", 6);
                        if (open.containsKey(reply[4])) {
                            rosters.get(reply[4]).addAll(usersOf(reply[5].substring(1)));
                        }
                    }
                    case "PART", "KICK" -> {
                        int gone = words[1].equals("PART") ? who : userOf(words[3].split(" ", 2)[0]);
                        open.get(target).add(words[1] + text);
                        rosters.get(target).remove(gone);
                        if (gone == number) {
                            stays.computeIfAbsent(target, name -> new ArrayList<>())
                                    .add(open.remove(target));
                            rosters.remove(target);
                        }
                    }
                    case "QUIT" -> rosters.values().forEach(roster -> roster.remove(who));
                    case "NICK" -> nick = isOwn ? target : nick;
                    case "TOPIC" -> open.get(target).add("TOPIC" + text);
                    case "PRIVMSG" -> {
                        if (target.startsWith("#")) {
                            open.get(target).add(text);
                        } else if (!isOwn) {
                            int id = Integer.parseInt(text.substring(text.indexOf('-') + 1));
                            assertThat(id).as(line).isGreaterThan(lastPrivate.getOrDefault(who, 0));
                            lastPrivate.put(who, id);
                            heard++;
                        }
                    }
                    default -> {}
                }
            }
            open.forEach((channel, stay) ->
                    stays.computeIfAbsent(channel, name -> new ArrayList<>()).add(stay));
            assertThat(heard).isPositive();
            assertThat(nick).matches("u" + number + "(x[0-2])?");
        }

        boolean isIn(String channel) {
            return !hasQuit && rosters.containsKey(channel);
        }

        /** As the server has it. */
        private Set<Integer> names(String channel) {
            client.send("NAMES " + channel);
            Set<Integer> names = new HashSet<>();
            for (String line : client.sync()) {
                if (line.contains(" 353 ")) {
                    names.addAll(usersOf(line.substring(line.lastIndexOf(':') + 1)));
                }
            }
            return names;
        }

        private static Set<Integer> usersOf(String names) {
            Set<Integer> users = new HashSet<>();
            for (String name : names.split(" ", -1)) {
                users.add(userOf(name.replaceFirst("^[@%+]+", "")));
            }
            return users;
        }

        /** {@code u7}, {@code u7x2} and {@code :u7x2!~u7@host} are all the seventh; -1: nobody. */
        private static int userOf(String source) {
            String digits = source.replaceFirst("^:?u([0-9]+).*", "$1");
            return digits.equals(source) ? -1 : Integer.parseInt(digits);
        }
    }
}

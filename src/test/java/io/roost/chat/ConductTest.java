package io.roost.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two lanes that do at one instant what only one can. */
final class ConductTest {
    private static final int ROUNDS = 2_000;

    private final TestLane one = new TestLane(0);
    private final TestLane two = new TestLane(1);
    private final ChatWorld world = new ChatWorld(2, new Limits(32, 64, 390, 100));

    @AfterEach
    void end() throws Exception {
        one.finish();
        two.finish();
        assertThat(one.faults).isEmpty();
        assertThat(two.faults).isEmpty();
    }

    @Test
    void nick_whenTwoTakeItAtOnce_thenExactlyOneGetsIt() throws Exception {
        TestPeer ann = stranger(one, "ann");
        TestPeer eve = stranger(two, "eve");
        AtomicInteger winners = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(2);
        List<String> wrong = new ArrayList<>();
        race(
                round -> {
                    await(start);
                    boolean isMine = Presence.rename(world, ann.user, "Nick" + round) == null;
                    winners.addAndGet(isMine ? 1 : 0);
                    await(start);
                },
                round -> {
                    await(start);
                    boolean isMine = Presence.rename(world, eve.user, "nICK" + round) == null;
                    winners.addAndGet(isMine ? 1 : 0);
                    await(start);
                    if (winners.get() != round + 1) {
                        wrong.add("round " + round + ": " + winners.get());
                    }
                });

        assertThat(wrong).isEmpty();
        assertThat(winners).hasValue(ROUNDS);
        // Who lost keeps what it had, and gave nothing away that another has.
        assertThat(world.nicknames().all()).hasSize(2).containsExactlyInAnyOrder(ann.user, eve.user);
    }

    /** Each comes alone into a channel of its own or into the other's, never into one that is gone. */
    @Test
    void channel_whenEmptiedWhileEntered_thenNobodyIsInOneThatIsGone() throws Exception {
        TestPeer ann = known(one, "ann");
        TestPeer eve = known(two, "eve");
        List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
        race(round -> comeAndGo(ann, wrong), round -> comeAndGo(eve, wrong));

        assertThat(wrong).isEmpty();
        assertThat(world.directory().size()).isZero();
        assertThat(ann.user.memberships()).isEmpty();
        assertThat(eve.user.memberships()).isEmpty();
    }

    private void comeAndGo(TestPeer peer, List<String> wrong) {
        Refusal refusal = Conduct.enter(world, peer.user, "#a", "", channel -> {
            boolean isFirst = channel.members().size() == 1;
            boolean isOperator =
                    channel.members().get(channel.members().size() - 1).isAtLeast(Membership.OPERATOR);
            if (channel.isClosed() || world.directory().find("#a") != channel || isFirst != isOperator) {
                wrong.add("entered " + channel.isClosed() + isFirst + isOperator);
            }
        });
        if (refusal != null || Conduct.part(world, peer.user, "#a", "") != null) {
            wrong.add("refused");
        }
    }

    /** A kick and a part of one user: it goes once. */
    @Test
    void kick_whenItsTargetIsLeaving_thenItGoesOnce() throws Exception {
        TestPeer op = known(one, "op");
        TestPeer eve = known(two, "eve");
        assertThat(Conduct.enter(world, op.user, "#a", "", channel -> {})).isNull();
        AtomicInteger entered = new AtomicInteger();
        AtomicInteger left = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(2);
        race(
                round -> {
                    await(start);
                    if (Conduct.kick(world, op.user, "#a", "eve", "out") == null) {
                        left.incrementAndGet();
                    }
                    await(start);
                },
                round -> {
                    if (Conduct.enter(world, eve.user, "#a", "", channel -> {}) == null) {
                        entered.incrementAndGet();
                    }
                    await(start);
                    if (Conduct.part(world, eve.user, "#a", "bye") == null) {
                        left.incrementAndGet();
                    }
                    await(start);
                });

        assertThat(entered).hasValue(ROUNDS);
        assertThat(left).hasValue(ROUNDS);
        assertThat(eve.user.memberships()).isEmpty();
        one.settle();
        long goings = op.log.stream()
                .filter(line -> line.contains(" KICK ") || (line.startsWith(":eve") && line.contains(" PART ")))
                .count();
        assertThat(goings).isEqualTo(ROUNDS);
    }

    /** One has gone while another kicks it: no fault, and it is nowhere. */
    @Test
    void kick_whenItsTargetQuits_thenItIsNowhere() throws Exception {
        TestPeer op = known(one, "op");
        assertThat(Conduct.enter(world, op.user, "#a", "", channel -> {})).isNull();
        CyclicBarrier start = new CyclicBarrier(2);
        race(
                round -> {
                    await(start);
                    Refusal refusal = Conduct.kick(world, op.user, "#a", "g" + round, "out");
                    assertThat(refusal).isIn(null, Refusal.THEY_ARE_NO_MEMBER);
                    await(start);
                },
                round -> {
                    TestPeer guest = known(two, "g" + round);
                    assertThat(Conduct.enter(world, guest.user, "#a", "", channel -> {}))
                            .isNull();
                    await(start);
                    Presence.leave(world, guest.user, "bye");
                    assertThat(guest.user.memberships()).isEmpty();
                    await(start);
                });

        assertThat(world.directory().find("#a")).isNotNull();
        assertThat(op.user.memberships()[0].channel().members()).hasSize(1);
        assertThat(world.nicknames().all()).containsExactly(op.user);
    }

    private interface Step {
        void take(int round);
    }

    private void race(Step first, Step second) throws Exception {
        CountDownLatch done = new CountDownLatch(2);
        List<Throwable> faults = java.util.Collections.synchronizedList(new ArrayList<>());
        one.execute(() -> rounds(first, done, faults));
        two.execute(() -> rounds(second, done, faults));
        done.await();
        assertThat(faults).isEmpty();
    }

    private static void rounds(Step step, CountDownLatch done, List<Throwable> faults) {
        try {
            for (int round = 0; round < ROUNDS; round++) {
                step.take(round);
            }
        } catch (RuntimeException | AssertionError e) {
            faults.add(e);
        } finally {
            done.countDown();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, java.util.concurrent.TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private TestPeer stranger(TestLane lane, String name) {
        TestPeer peer = new TestPeer(lane, name);
        world.census().came();
        assertThat(Presence.rename(world, peer.user, name)).isNull();
        return peer;
    }

    private TestPeer known(TestLane lane, String name) {
        TestPeer peer = stranger(lane, name);
        peer.user.setName(name);
        Presence.welcome(world, peer.user);
        return peer;
    }
}

package io.roost.chat;

import io.netty.buffer.ByteBuf;
import io.roost.irc.wire.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happens on a lane, in the order in which it was posted there. Itself the mailbox's link. */
abstract class Delivery {
    @Nullable
    Delivery next;

    /** On the lane's loop. */
    abstract void arrive(ChatLane lane);

    /** A line for the members of a channel. */
    static final class Said extends Delivery {
        private final LaneChannel channel;
        private final Line line;
        private final @Nullable User except;
        private final boolean echoes;

        Said(LaneChannel channel, Line line, @Nullable User except, boolean echoes) {
            this.channel = channel;
            this.line = line;
            this.except = except;
            this.echoes = echoes;
        }

        @Override
        void arrive(ChatLane lane) {
            channel.append(line, except, echoes);
        }
    }

    /** A line for these users of the lane, and no other. */
    static final class Told extends Delivery {
        private final List<User> users;
        private final Line line;
        private final boolean echoes;

        Told(List<User> users, Line line, boolean echoes) {
            this.users = users;
            this.line = line;
            this.echoes = echoes;
        }

        @Override
        void arrive(ChatLane lane) {
            for (User user : users) {
                try {
                    tell(lane, user);
                } catch (RuntimeException | OutOfMemoryError e) {
                    lane.fault(e);
                }
            }
        }

        private void tell(ChatLane lane, User user) {
            lane.handOver(user);
            if (echoes) {
                user.recipient().takeEcho(line);
            } else {
                user.recipient().take(line);
            }
        }
    }

    /** Somebody comes: its membership, if it lives on this lane, and what the members are told. */
    static final class Entered extends Delivery {
        private final LaneChannel channel;
        private final @Nullable Membership member;
        private final Arrival arrival;

        Entered(LaneChannel channel, @Nullable Membership member, Arrival arrival) {
            this.channel = channel;
            this.member = member;
            this.arrival = arrival;
        }

        @Override
        void arrive(ChatLane lane) {
            if (member != null) {
                channel.add(member);
            }
            User user = arrival.user();
            channel.append(arrival.join(), arrival.echoes() ? user : null, arrival.echoes());
            if (arrival.away() != null) {
                channel.append(arrival.away(), user, false);
            }
        }
    }

    /** Somebody goes, and is told so too. */
    static final class Left extends Delivery {
        private final LaneChannel channel;
        private final @Nullable Membership member;
        private final Line line;
        private final @Nullable User echoed;

        Left(LaneChannel channel, @Nullable Membership member, Line line, @Nullable User echoed) {
            this.channel = channel;
            this.member = member;
            this.line = line;
            this.echoed = echoed;
        }

        @Override
        void arrive(ChatLane lane) {
            channel.append(line, echoed, echoed != null);
            if (member != null) {
                channel.remove(member);
            }
        }
    }

    /** What everyone who shares a channel with a user gets once, however many they share. */
    static final class Spread extends Delivery {
        private final List<LaneChannel> channels;
        private final Line line;
        private final User subject;
        private final boolean isForSubject;

        Spread(List<LaneChannel> channels, Line line, User subject, boolean isForSubject) {
            this.channels = channels;
            this.line = line;
            this.subject = subject;
            this.isForSubject = isForSubject;
        }

        @Override
        void arrive(ChatLane lane) {
            if (channels.size() == 1) {
                channels.get(0).append(line, isForSubject ? null : subject, false);
                return;
            }
            lane.close(false);
            int visit = lane.nextVisit();
            if (!isForSubject && subject.recipient().lane() == lane) {
                subject.visit = visit;
            }
            FormedLine formed = new FormedLine(line);
            try {
                for (LaneChannel channel : channels) {
                    for (MemberGroup group : channel.groups()) {
                        tell(group, visit, formed);
                    }
                }
            } finally {
                formed.release();
            }
        }

        private static void tell(MemberGroup group, int visit, FormedLine formed) {
            ByteBuf bytes = formed.as(group.dialect);
            for (int i = 0; i < group.size(); i++) {
                Membership member = group.member(i);
                if (member != null && member.user.visit != visit) {
                    member.user.visit = visit;
                    group.hand(member, bytes);
                }
            }
        }
    }

    /** Somebody has gone from all its channels. */
    static final class Gone extends Delivery {
        private final List<LaneChannel> channels;
        private final List<Membership> members;
        private final Spread news;

        Gone(List<LaneChannel> channels, List<Membership> members, Line line, User subject) {
            this.channels = channels;
            this.members = members;
            this.news = new Spread(channels, line, subject, true);
        }

        @Override
        void arrive(ChatLane lane) {
            for (Membership member : members) {
                if (member.group != null) {
                    member.group.channel.remove(member);
                }
            }
            if (!channels.isEmpty()) {
                news.arrive(lane);
            }
        }
    }
}

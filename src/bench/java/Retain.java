import java.util.concurrent.CountDownLatch;

/**
 * What a garbage collector has to do while a server fills up, without a socket: two threads make trees of small objects and keep them
 * all. Run with the server's flags and a log of its collections, on a real machine and in an emulated one: the quotient of the longest
 * pauses is how much slower the emulated one collects, and the first of them is what a real one would show.
 *
 * <p>{@code java @config/jvm.options -Xlog:gc src/bench/java/Retain.java 1000000 17}: so many trees of so many objects, of 40 bytes each.
 */
final class Retain {
    private Retain() {}

    /** About as large as the mean object of a connection. */
    private static final class Part {
        final Part[] others;
        long a;
        long b;

        Part(int others) {
            this.others = new Part[others];
        }
    }

    public static void main(String[] args) throws InterruptedException {
        int trees = Integer.parseInt(args[0]);
        int parts = Integer.parseInt(args[1]);
        Part[] kept = new Part[trees];
        CountDownLatch ready = new CountDownLatch(2);
        for (int thread = 0; thread < 2; thread++) {
            int first = thread;
            new Thread(() -> {
                        for (int i = first; i < trees; i += 2) {
                            Part root = new Part((parts - 1) / 2);
                            for (int j = 0; j < root.others.length; j++) {
                                root.others[j] = new Part(0);
                            }
                            kept[i] = root;
                        }
                        ready.countDown();
                    })
                    .start();
        }
        ready.await();
        System.out.println(trees + " trees kept, the last has " + kept[trees - 1].others.length + " children");
    }
}

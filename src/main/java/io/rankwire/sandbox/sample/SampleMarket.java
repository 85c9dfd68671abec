package io.rankwire.sandbox.sample;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The cast of a made-up ranking: who takes part in a period and how well they do, a function of scope and period alone.
 *
 * <p>Slots are ordered by popularity. A slot is taken by one contender after another, so that every period brings
 * newcomers for good; contenders stay away now and then, so that there are drop-outs and returns. Slot 0, the anchor, is
 * always there and never replaced. Every 25th slot performs exactly like the one before it, so that there are ties.
 */
public final class SampleMarket {
    private final long seed;
    private final int size;

    /** @param scope what the cast depends on; equal scopes have equal casts */
    public SampleMarket(int size, Object... scope) {
        this.size = size;
        this.seed = hash(Arrays.deepToString(scope));
    }

    public List<Contender> present(RankedPeriod period) {
        return IntStream.range(0, size)
                .mapToObj(slot -> contender(slot, period))
                .filter(Contender::present)
                .toList();
    }

    private Contender contender(int slot, RankedPeriod period) {
        int leader = slot % 25 == 7 ? slot - 1 : slot;
        long life = 24 + Math.floorMod(mix(seed, leader), 48L);
        long lived = period.ordinal() + Math.floorMod(mix(seed, ~leader), life);
        long generation = slot == 0 ? 0 : Math.floorDiv(lived, life);
        long age = slot == 0 ? life : Math.floorMod(lived, life);
        return new Contender(
                slot,
                slot + generation * size,
                mix(mix(seed, leader), generation),
                new Moment(period.ordinal(), age, period.type().days()));
    }

    /** A hash that is the same on every machine and in every version. */
    static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash, text.charAt(i));
        }
        return hash;
    }

    /** SplitMix64's finalizer over a seed and a value. */
    public static long mix(long seed, long value) {
        long mixed = seed + (value + 1) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /**
     * Where a contender stands in time.
     *
     * @param age periods since the contender first took part
     * @param days how many days' trade a period holds
     */
    public record Moment(long ordinal, long age, int days) {}

    /**
     * One participant in one period.
     *
     * @param number unique within the market, for names and ids
     * @param seed of everything it does; the same for two that tie
     */
    public record Contender(int slot, long number, long seed, Moment moment) {

        public boolean anchor() {
            return slot == 0;
        }

        private boolean present() {
            long identity = mix(seed, slot);
            boolean resting = Math.floorMod(mix(identity, moment.ordinal()), 100L) < 4;
            boolean away = Math.floorMod(mix(~identity, Math.floorDiv(moment.ordinal() + slot, 6L)), 100L) < 6;
            return anchor() || (!resting && !away);
        }

        /** The name of a product. */
        public String title() {
            return SampleNames.product(slot, number, goods -> trait("good", goods));
        }

        /** A number from 0 to {@code bound - 1} that the contender keeps for life. */
        public int trait(String name, int bound) {
            return (int) Math.floorMod(mix(seed, hash(name)), (long) bound);
        }

        /** A number from 0 to {@code bound - 1} that is another one every period. */
        public int mood(String name, int bound) {
            return (int) Math.floorMod(mix(mix(seed, hash(name)), moment.ordinal()), (long) bound);
        }

        /** What the contender does on an ordinary day, where {@code best} is what the most popular one does. */
        public long ordinary(String metric, long best) {
            int place = slot % 25 == 7 ? slot - 1 : slot;
            return Math.max(1, best * 60 / (60 + place) * (80 + trait(metric, 41)) / 100);
        }

        /** What the contender does in this one day, with its trend and its luck. */
        public long today(String metric, long best) {
            long phase = Math.floorMod(moment.ordinal() * (1 + trait("pace", 4)) + trait("phase", 60), 60L);
            long trend = Math.abs(phase - 30);
            return Math.max(1, ordinary(metric, best) * (70 + trend + mood(metric, 31)) / 100);
        }

        /** What the contender does in the whole period. */
        public long done(String metric, long bestPerDay) {
            return today(metric, bestPerDay) * moment.days();
        }

        /** A 19-digit id as text: {@code prefix} and as many digits as are missing. */
        public String id(String prefix) {
            return SampleNames.id(prefix, mix(hash(prefix), number) ^ mix(seed, slot));
        }
    }
}

package io.rankwire.poll;

import io.rankwire.source.PageRequest;
import io.rankwire.source.page.HttpAnswer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands before a vendor, and has requests that are under way together answered in an order of the test's choice. */
final class Gate {
    private static final Pattern PAGE = Pattern.compile("\"page\":(\\d+)");

    private final Vendor vendor;
    private final Deque<Deque<Integer>> windows = new ArrayDeque<>();
    private final Set<Integer> arrived = new HashSet<>();
    private final Map<Integer, HttpAnswer> answers = new HashMap<>();
    private int last = Integer.MAX_VALUE;
    private int needed;
    private int inside;
    private int mostAtOnce;

    Gate(Vendor vendor) {
        this.vendor = vendor;
    }

    /** Holds these pages back until all of them are asked for, and lets them through in this order, each once. */
    Gate answers(Integer... order) {
        windows.add(new ArrayDeque<>(Arrays.asList(order)));
        return this;
    }

    /** Holds all but first pages back until so many requests are under way at once, of whatever feed. */
    Gate opensAt(int requests) {
        needed = requests;
        return this;
    }

    /** Has the page answered with this once. */
    Gate says(int page, HttpAnswer answer) {
        answers.put(page, answer);
        return this;
    }

    /** Has every page after this one answered with it. */
    Gate repeats(int page) {
        last = page;
        return this;
    }

    /** How many requests were under way at once, at the most. */
    synchronized int mostAtOnce() {
        return mostAtOnce;
    }

    synchronized HttpAnswer answer(PageRequest request) {
        int page = page(request);
        mostAtOnce = Math.max(mostAtOnce, ++inside);
        arrived.add(page);
        notifyAll();
        try {
            while (isHeldBack(page)) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nothing interrupts a vendor", e);
        }
        inside--;
        HttpAnswer answer = answers.remove(page);
        if (answer != null) {
            vendor.answersNext(answer);
        }
        return vendor.answer(PAGE.matcher(request.body()).replaceFirst("\"page\":" + Math.min(page, last)));
    }

    private boolean isHeldBack(int page) {
        if (page > 1 && mostAtOnce < needed) {
            return true;
        }
        Deque<Integer> window = windows.peek();
        return window != null
                && window.contains(page)
                && !(arrived.containsAll(List.copyOf(window)) && window.peek() == page);
    }

    /** The answer is with who asked: now the next one may come. */
    synchronized void answered(PageRequest request) {
        Deque<Integer> window = windows.peek();
        if (window != null && window.remove(page(request)) && window.isEmpty()) {
            windows.remove();
            arrived.clear();
        }
        notifyAll();
    }

    private static int page(PageRequest request) {
        Matcher page = PAGE.matcher(request.body());
        if (!page.find()) {
            throw new IllegalStateException("no page is asked for in " + request.body());
        }
        return Integer.parseInt(page.group(1));
    }
}

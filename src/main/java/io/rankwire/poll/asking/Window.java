package io.rankwire.poll.asking;

import io.rankwire.source.page.PageResult.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pages that are asked for and not taken yet, by their numbers. For one poll and its thread. */
public final class Window {
    private final NavigableMap<Integer, AskedPage> pages = new TreeMap<>();

    public void add(AskedPage page) {
        pages.put(page.place().number(), page);
    }

    public Optional<AskedPage> find(int number) {
        return Optional.ofNullable(pages.get(number));
    }

    /** Takes a page out; it must be there. */
    public AskedPage take(int number) {
        AskedPage page = pages.remove(number);
        if (page == null) {
            throw new IllegalStateException("page " + number + " was not asked for");
        }
        return page;
    }

    public int size() {
        return pages.size();
    }

    /** Whether every answer so far is a full page, and none that came before: nothing speaks for an end or a fault. */
    public boolean isSmooth(int pageSize, @Nullable String digestBefore) {
        String before = digestBefore;
        for (AskedPage asked : pages.values()) {
            Optional<Page> page = asked.page();
            boolean isPlain = page.isPresent()
                    && page.get().received() >= pageSize
                    && !page.get().digest().equals(before);
            if (asked.isAnswered() && !isPlain) {
                return false;
            }
            before = page.map(Page::digest).orElse(null);
        }
        return true;
    }

    /** Takes out the answers that are no pages: after a fault those pages are asked for again, each in its turn. */
    public List<AskedPage> takeFaults() {
        List<AskedPage> faults = pages.values().stream()
                .filter(page -> page.isAnswered() && page.page().isEmpty())
                .toList();
        pages.values().removeAll(faults);
        return faults;
    }

    /** Takes everything out. */
    public List<AskedPage> takeAll() {
        List<AskedPage> all = new ArrayList<>(pages.values());
        pages.clear();
        return all;
    }
}

package io.rankwire.route.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.rankwire.account.StoredBudget.Standing;
import io.rankwire.delivery.OperatorNotices;
import io.rankwire.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetNoticesTest {
    @TempDir
    Path folder;

    @AutoClose
    private Store store;

    private OperatorNotices notices;
    private BudgetNotices budgets;
    private List<Standing> standings = List.of();

    @BeforeEach
    void open() {
        store = Store.open("jdbc:sqlite:rankwire.db", folder);
        notices = new OperatorNotices(store, Clock.fixed(Instant.parse("2026-03-24T08:00:00Z"), ZoneOffset.UTC));
        budgets = new BudgetNotices(() -> standings, notices);
    }

    /** What is told of now, after the account has spent so much of its 1,000 credits. */
    private List<String> toldAfter(long used) {
        standings = List.of(new Standing("keyapi", "2026-03", "credits", used, OptionalLong.of(1000)));
        return told();
    }

    private List<String> told() {
        budgets.look();
        budgets.look();
        List<OperatorNotices.Notice> untold = notices.untold();
        notices.told(untold);
        return untold.stream()
                .map(notice -> (notice.over() != null ? "over: " : "") + notice.kind() + " " + notice.about())
                .toList();
    }

    @Test
    void tellsOnceThatABudgetIsNearItsEndAndOnceThatItIsSpent() {
        assertThat(toldAfter(799)).isEmpty();
        assertThat(toldAfter(800)).containsExactly("BUDGET_NEAR_ITS_END keyapi");
        assertThat(toldAfter(900)).isEmpty();
        assertThat(toldAfter(1000)).containsExactly("BUDGET_SPENT keyapi");
        assertThat(toldAfter(1000)).isEmpty();
    }

    @Test
    void tellsThatThereIsEnoughAgainWhenTheLimitIsRaised() {
        toldAfter(1000);
        standings = List.of(new Standing("keyapi", "2026-03", "credits", 1000, OptionalLong.of(2000)));
        assertThat(told()).containsExactly("over: BUDGET_NEAR_ITS_END keyapi", "over: BUDGET_SPENT keyapi");
    }

    @Test
    void tellsThatThereIsEnoughAgainInANewMonth() {
        toldAfter(850);
        standings = List.of();
        assertThat(told()).containsExactly("over: BUDGET_NEAR_ITS_END keyapi");
    }

    @Test
    void hasNothingToTellOfAnAccountWithoutALimit() {
        standings = List.of(new Standing("keyapi", "2026-03", "credits", 1_000_000, OptionalLong.empty()));
        assertThat(told()).isEmpty();
    }
}

package io.rankwire.delivery;

import io.rankwire.delivery.Receipt.State;
import io.rankwire.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Who has what was sent, and who was refused, where a delivery has several recipients. Safe for use by many threads. */
public final class Receipts {
    private final Store store;
    private final Jdbi jdbi;

    public Receipts(Store store) {
        this.store = store;
        this.jdbi = store.jdbi();
    }

    /** The receipts of a delivery, in the order of the addresses; none for one without recipients. */
    public List<Receipt> of(long delivery) {
        return jdbi.withHandle(
                handle -> handle.select("select * from mail_receipt where delivery_id = ? order by address", delivery)
                        .map((rs, ctx) -> new Receipt(
                                rs.getString("address"),
                                State.of(rs.getString("state")),
                                rs.getString("answer"),
                                Instant.ofEpochMilli(rs.getLong("at"))))
                        .list());
    }

    /** Of these addresses those that it is still to be sent to: it was neither taken there nor refused. */
    public List<String> outstanding(long delivery, List<String> addresses) {
        List<Receipt> known = of(delivery);
        return addresses.stream()
                .filter(address -> find(known, address)
                        .filter(receipt -> receipt.state() != State.WAITING)
                        .isEmpty())
                .toList();
    }

    private static Optional<Receipt> find(List<Receipt> receipts, String address) {
        return receipts.stream()
                .filter(receipt -> receipt.address().equals(address))
                .findFirst();
    }

    /**
     * Writes down what the other side said, and, once any recipient has it, what was sent.
     *
     * @return the receipts of these addresses, which are all of the delivery's own
     */
    public List<Receipt> take(long delivery, List<String> addresses, Sent sent, List<Receipt> said) {
        // It is on its way: what is not written down now would be sent once more.
        List<Receipt> known = store.untilDone(() -> {
            write(delivery, sent, said);
            return of(delivery);
        });
        return addresses.stream()
                .flatMap(address -> find(known, address).stream())
                .toList();
    }

    /** The subject under which a delivery is sent; empty for one that has none, or was never sent. */
    public Optional<String> subject(long delivery) {
        return jdbi.withHandle(handle -> handle.select("select subject from delivery where id = ?", delivery)
                .mapTo(String.class)
                .findOne());
    }

    /** Writes down the subject under which a delivery is sent. */
    public void name(long delivery, String subject) {
        store.withHandle(handle -> handle.execute("update delivery set subject = ? where id = ?", subject, delivery));
    }

    private void write(long delivery, Sent sent, List<Receipt> said) {
        jdbi.useTransaction(handle -> {
            said.forEach(receipt -> put(handle, delivery, receipt));
            if (said.stream().anyMatch(receipt -> receipt.state() == State.ACCEPTED)) {
                handle.execute(
                        "update delivery set document = ?, bytes = ?, sha256 = ? where id = ?",
                        sent.name(),
                        sent.bytes(),
                        sent.sha256(),
                        delivery);
            }
        });
    }

    private static void put(Handle handle, long delivery, Receipt receipt) {
        String state = receipt.state().word();
        handle.execute(
                """
                insert into mail_receipt (delivery_id, address, state, answer, at) values (?, ?, ?, ?, ?)
                on conflict (delivery_id, address) do update
                  set state = excluded.state, answer = excluded.answer, at = excluded.at""",
                delivery,
                receipt.address(),
                state,
                receipt.answer(),
                receipt.at().toEpochMilli());
    }

    /** Has those asked again who were refused: an operator may have had the mailbox put right. */
    static void reopen(Handle handle, long delivery) {
        handle.execute(
                "update mail_receipt set state = 'waiting' where delivery_id = ? and state = 'refused'", delivery);
    }
}

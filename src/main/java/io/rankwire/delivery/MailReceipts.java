package io.rankwire.delivery;

import io.rankwire.delivery.MailReceipt.State;
import io.rankwire.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Who has which mail, and who was refused. Safe for use by many threads. */
public final class MailReceipts {
    private final Store store;
    private final Jdbi jdbi;

    public MailReceipts(Store store) {
        this.store = store;
        this.jdbi = store.jdbi();
    }

    /** The receipts of a delivery, in the order of the addresses; none for one that is no mail. */
    public List<MailReceipt> of(long delivery) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select address, state, answer, at from mail_receipt where delivery_id = :id order by address")
                .bind("id", delivery)
                .map((rs, ctx) -> new MailReceipt(
                        rs.getString("address"),
                        State.of(rs.getString("state")),
                        rs.getString("answer"),
                        Instant.ofEpochMilli(rs.getLong("at"))))
                .list());
    }

    /** Of these addresses those that the mail is to be sent to: neither has the server taken it nor refused it. */
    public List<String> outstanding(long delivery, List<String> addresses) {
        List<MailReceipt> known = of(delivery);
        return addresses.stream()
                .filter(address -> find(known, address)
                        .filter(receipt -> receipt.state() != State.WAITING)
                        .isEmpty())
                .toList();
    }

    private static Optional<MailReceipt> find(List<MailReceipt> receipts, String address) {
        return receipts.stream()
                .filter(receipt -> receipt.address().equals(address))
                .findFirst();
    }

    /**
     * Writes down what the server said, and, once anybody has the mail, what that mail was.
     *
     * @return why the delivery to these addresses, which are all of its own, is not made yet; empty when it is
     */
    public Optional<DeliveryFault> take(long delivery, List<String> addresses, Sent mail, List<MailReceipt> said) {
        // The mail is on its way: what is not written down now would be sent once more.
        List<MailReceipt> known = store.untilDone(() -> {
            write(delivery, mail, said);
            return of(delivery);
        });
        return MailReceipt.fault(addresses.stream()
                .flatMap(address -> find(known, address).stream())
                .toList());
    }

    /** What the mail is called that a delivery sends; empty for one that is no mail, or was never sent. */
    public Optional<String> subject(long delivery) {
        return jdbi.withHandle(handle -> handle.createQuery("select subject from delivery where id = :id")
                .bind("id", delivery)
                .mapTo(String.class)
                .findOne());
    }

    /** Writes down what the mail is called. */
    public void name(long delivery, String subject) {
        store.withHandle(handle -> handle.execute("update delivery set subject = ? where id = ?", subject, delivery));
    }

    private void write(long delivery, Sent mail, List<MailReceipt> said) {
        jdbi.useTransaction(handle -> {
            said.forEach(receipt -> put(handle, delivery, receipt));
            if (said.stream().anyMatch(receipt -> receipt.state() == State.ACCEPTED)) {
                handle.execute(
                        "update delivery set document = ?, bytes = ?, sha256 = ? where id = ?",
                        mail.name(),
                        mail.bytes(),
                        mail.sha256(),
                        delivery);
            }
        });
    }

    private static void put(Handle handle, long delivery, MailReceipt receipt) {
        handle.createUpdate("""
                        insert into mail_receipt (delivery_id, address, state, answer, at)
                        values (:delivery, :address, :state, :answer, :at)
                        on conflict (delivery_id, address) do update
                          set state = excluded.state, answer = excluded.answer, at = excluded.at""")
                .bind("delivery", delivery)
                .bind("address", receipt.address())
                .bind("state", receipt.state().word())
                .bind("answer", receipt.answer())
                .bind("at", receipt.at().toEpochMilli())
                .execute();
    }

    /** Has those asked again who were refused: an operator may have had the mailbox put right. */
    static void reopen(Handle handle, long delivery) {
        handle.execute(
                "update mail_receipt set state = 'waiting' where delivery_id = ? and state = 'refused'", delivery);
    }
}

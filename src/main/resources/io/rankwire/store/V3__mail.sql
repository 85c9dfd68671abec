-- What became of a mail for each recipient.
create table mail_receipt (
    delivery_id bigint not null references delivery (id),
    address     text   not null,
    state       text   not null,
    -- What the server said, in one line.
    answer      text   not null,
    at          bigint not null,
    primary key (delivery_id, address)
);

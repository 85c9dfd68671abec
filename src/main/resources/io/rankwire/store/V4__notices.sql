-- What an operator is to hear of.
create table operator_notice (
    id         ${id},
    kind       text    not null,
    -- The delivery, sink, account or feed that it is about.
    about      text    not null,
    what       text    not null,
    since      bigint  not null,
    over_at    bigint,
    -- When a mail said that it began, and that it is over.
    told_at    bigint,
    told_over  bigint
);

create unique index operator_notice_open on operator_notice (kind, about) where over_at is null;

-- The one line says when the next mail to the operator may be sent.
create table operator_post (
    id      integer primary key,
    next_at bigint not null
);

insert into operator_post (id, next_at) values (1, 0);

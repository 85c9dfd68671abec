-- One publication for one sink.
create table delivery (
    id              ${id},
    event_id        text    not null unique,
    snapshot_id     bigint  not null references snapshot (id),
    feed            text    not null,
    -- The feed's name in front of people and in file names, with the values that it asks for one by one.
    label           text    not null,
    sink            text    not null,
    occasion        text    not null default 'published',
    status          text    not null,
    attempts        integer not null default 0,
    next_attempt_at bigint  not null,
    -- The process that is making an attempt.
    taken_by        text,
    last_error      text,
    document        text,
    bytes           bigint,
    sha256          text,
    created_at      bigint  not null,
    settled_at      bigint,
    unique (snapshot_id, feed, sink, occasion)
);

create index delivery_due on delivery (sink, next_attempt_at) where status = 'due';

create table attempt (
    delivery_id bigint  not null references delivery (id),
    number      integer not null,
    at          bigint  not null,
    outcome     text    not null,
    answer      text,
    primary key (delivery_id, number)
);

-- Sinks that nothing is handed to until an operator enables them again.
create table disabled_sink (
    sink   text   primary key,
    reason text   not null,
    since  bigint not null
);

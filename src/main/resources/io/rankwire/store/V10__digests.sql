-- A report that gathers several rankings, once for every moment at which it was due.
create table digest (
    id     ${id},
    name   text   not null,
    due_at bigint not null,
    unique (name, due_at)
);

-- What it gathered. News is what no digest of that name had told before.
create table digest_ranking (
    digest_id   bigint  not null references digest (id),
    number      integer not null,
    name        text    not null,
    feed        text    not null,
    label       text    not null,
    snapshot_id bigint  references snapshot (id),
    news        integer not null,
    primary key (digest_id, number)
);

create unique index digest_tells_once on digest_ranking (name, label, snapshot_id) where news = 1;

-- Since when a digest is known: what it missed before that is not caught up with.
create table known_digest (
    name  text   primary key,
    since bigint not null
);

-- A delivery of a digest; its snapshot is the first that the digest has.
alter table delivery add column digest_id bigint references digest (id);

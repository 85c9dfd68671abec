-- One script for SQLite and PostgreSQL. Moments are milliseconds since 1970, days are ISO text, missing is null.
-- ${id}: a generated key. ${blob}: bytes. ${clustered}: rows kept in the order of the primary key, where that is asked for.

create table series (
    id          ${id},
    fingerprint text not null unique,
    canonical   text not null,
    source      text not null
);

-- Who is polling a series. The fence grows with every new owner.
create table claim (
    series_id bigint primary key references series (id),
    owner     text   not null,
    fence     bigint not null,
    until     bigint not null
);

-- A ranking of one period: while it is fetched, and after it was sealed.
create table snapshot (
    id            ${id},
    series_id     bigint  not null references series (id),
    feed          text    not null,
    period_type   text    not null,
    first_day     text    not null,
    revision      integer not null,
    status        text    not null,
    flags         text    not null default '',
    reason        text,
    columns       text    not null,
    sort_column   integer,
    page_size     integer not null,
    pages         integer not null default 0,
    ended         text    not null default 'NOT_YET',
    received      integer not null default 0,
    positions     integer not null default 0,
    row_count     integer not null default 0,
    covers        integer,
    total         bigint,
    last_digest   text,
    last_sort     text,
    last_rank     integer not null default 0,
    requests      integer not null default 0,
    credits       integer not null default 0,
    baseline_id   bigint references snapshot (id),
    entered       integer not null default 0,
    returned      integer not null default 0,
    climbed       integer not null default 0,
    fell          integer not null default 0,
    dropped       integer not null default 0,
    resume_at     bigint  not null default 0,
    -- When a correction was last looked for; when the operator was told that the period is late.
    checked_at    bigint  not null default 0,
    told_at       bigint,
    changed       integer not null default 0,
    fetched_at    bigint  not null,
    unique (series_id, first_day, revision)
);

-- What was paid for: the rows' values and the rows as they came, compressed.
create table page (
    snapshot_id bigint  not null references snapshot (id),
    number      integer not null,
    request_id  text,
    warnings    text    not null default '',
    rows        ${blob} not null,
    raw         ${blob} not null,
    primary key (snapshot_id, number)
);

-- Where every key of a series stood in every period, those included that row steps left out.
create table placement (
    series_id bigint  not null,
    key       text    not null,
    first_day text    not null,
    revision  integer not null,
    position  integer not null,
    rank      integer not null,
    kept      integer not null,
    -- Of the row as it came: tells whether a correction changed it.
    hash      bigint  not null,
    primary key (series_id, key, first_day, revision)
) ${clustered};

-- A page that was paid for and could not be stored, because row steps failed on it.
create table held_page (
    snapshot_id bigint  primary key references snapshot (id),
    body        ${blob} not null
);

-- Spent in a calendar month: by every feed, and, under the empty feed, by the account in all.
create table budget (
    account text   not null,
    month   text   not null,
    feed    text   not null,
    unit    text   not null,
    used    bigint not null,
    primary key (account, month, feed)
);

-- Accounts that are not asked for the time being. The configuration is a digest of what operators set for it: when they
-- change that, the account is asked again.
create table stopped_account (
    account       text primary key,
    reason        text   not null,
    configuration text   not null,
    until         bigint not null
);

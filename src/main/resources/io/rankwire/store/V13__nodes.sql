-- The processes that run on this store, each until it gives no sign of life any more.
create table node (
    id      ${id},
    owner   text   not null unique,
    started bigint not null,
    until   bigint not null,
    fence   bigint not null default 1
);

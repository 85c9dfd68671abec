-- Polls that operators asked for, until the process that takes one has said what came of it.
create table poll_request (
    id       ${id},
    feed     text   not null,
    demand   text   not null,
    asked_at bigint not null,
    -- The process that polls; null while none has taken it.
    taken_by text,
    answer   text
);

create index poll_request_open on poll_request (asked_at) where taken_by is null;

-- Feeds whose polls cannot go on without an operator, so that sinks hear of it once.
create table stopped_feed (
    label text   primary key,
    since bigint not null
);

-- Why the feed stopped, where that is what the delivery tells.
alter table delivery add column stopped_because text;

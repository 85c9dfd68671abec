-- When a run began, to tell how long it took; null for those from before this was written down.
alter table snapshot add column began_at bigint;

create index snapshot_of_feed on snapshot (feed, id);

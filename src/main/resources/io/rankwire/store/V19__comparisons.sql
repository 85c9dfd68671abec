-- 1 where something earlier of the series arrived after the ranking: it is to be compared anew.
alter table snapshot add column compare_anew integer not null default 0;

create index snapshot_to_compare on snapshot (series_id, first_day) where compare_anew = 1;

update snapshot set compare_anew = 1
where pages > 0 and exists (
  select 1 from snapshot earlier where earlier.series_id = snapshot.series_id
    and earlier.first_day < snapshot.first_day and earlier.id > snapshot.id
    and earlier.status in ('complete', 'partial'));

-- Pages that are asked for ahead come before the one that a run goes on with: it may hold several, each by its number.
alter table held_page rename to held_page_before;

create table held_page (
    snapshot_id bigint  not null references snapshot (id),
    number      integer not null,
    body        ${blob} not null,
    primary key (snapshot_id, number)
);

insert into held_page (snapshot_id, number, body)
select before.snapshot_id, snapshot.pages + 1, before.body
from held_page_before before join snapshot on snapshot.id = before.snapshot_id;

drop table held_page_before;
